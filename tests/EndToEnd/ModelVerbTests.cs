using System.IO.Compression;
using System.Text.Json;
using Audio2Face.Modkit.Cli;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary><c>a2f models</c> with models of the user's own: added, used by name, verified, removed.</summary>
public sealed class ModelVerbTests : IDisposable
{
    private readonly Scene _scene = new();
    private readonly string _bundle;

    /// <summary>The default model's own bundle stands in for one that was downloaded.</summary>
    public ModelVerbTests()
    {
        _bundle = Path.Combine(_scene.Folder, "Their Model");
        Directory.CreateDirectory(_bundle);
        foreach (string path in Directory.GetFiles(Path.Combine(TestPaths.RepositoryRoot, "core", "Inference", "Bundles", "Default"))) File.Copy(path, Path.Combine(_bundle, Path.GetFileName(path)));
        _scene.Text(Path.Combine("Their Model", "LICENSE"), "You may, if you are kind.\n");
    }

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_folder_is_added_with_its_licence_shown_and_used_by_name()
    {
        A2f.Outcome added = (await RunAsync("models", "add", _bundle, "--name", "theirs", "--yes")).Expect(ExitCodes.Success);
        Assert.Contains("You may, if you are kind.", added.Error, StringComparison.Ordinal);
        Assert.Matches("speed +[0-9.E+]+ x real time", added.Output);
        Assert.Contains("added: --model theirs", (await RunAsync("models")).Expect(ExitCodes.Success).Output, StringComparison.Ordinal);
        string clip = _scene.Voice("line.wav", 0.5);
        (await RunAsync("animate", clip, "--model", "theirs", "--to", "livelink-csv", "-o", "by-name.csv")).Expect(ExitCodes.Success);
        (await RunAsync("animate", clip, "--to", "livelink-csv", "-o", "by-default.csv")).Expect(ExitCodes.Success);
        Assert.Equal(File.ReadAllBytes(_scene["by-default.csv"]), File.ReadAllBytes(_scene["by-name.csv"]));

        Assert.Contains("added already", (await RunAsync("models", "add", _bundle, "--name", "theirs")).Error, StringComparison.Ordinal);
        (await RunAsync("models", "remove", "theirs")).Expect(ExitCodes.Success);
        Assert.True(File.Exists(Path.Combine(_bundle, "network.onnx")));
        Assert.Contains("USE24", (await RunAsync("animate", clip, "--model", "theirs")).Expect(ExitCodes.WrongUse).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_packed_model_is_unpacked_verified_and_deleted_when_removed()
    {
        string zip = Pack("packed.zip", "clone/");
        (await RunAsync("models", "add", zip, "--name", "packed", "--yes")).Expect(ExitCodes.Success);
        string home = _scene["data/models/packed"];
        Assert.Equal(Directory.GetFiles(_bundle).Select(Path.GetFileName).Order(), Directory.GetFiles(home).Select(Path.GetFileName).Order());
        JsonElement sound = (await RunAsync("models", "verify", "--json")).Expect(ExitCodes.Success).Events("verified").Single();
        Assert.True(sound.GetProperty("sound").GetBoolean());

        File.Delete(Path.Combine(home, "LICENSE"));
        _scene.Text("data/models/packed/MODEL_CARD.md", "another");
        A2f.Outcome changed = (await RunAsync("models", "verify", "packed")).Expect(ExitCodes.Model);
        Assert.Contains("USE28: LICENSE: This file of the model is gone", changed.Error, StringComparison.Ordinal);
        Assert.Contains("USE28: MODEL_CARD.md: This file of the model has changed", changed.Error, StringComparison.Ordinal);

        (await RunAsync("models", "remove", "packed")).Expect(ExitCodes.Success);
        Assert.Empty(Directory.GetFileSystemEntries(_scene["data/models"]));
    }

    [Theory]
    [InlineData("USE26", "--name", "Their Model", "--yes")]
    [InlineData("USE26", "--name", "default", "--yes")]
    [InlineData("USE26", "--name", "../theirs", "--yes")]
    [InlineData("USE30", "--name", "theirs")]
    public async Task What_cannot_be_added_leaves_nothing(string code, params string[] options)
    {
        Assert.Contains(code, (await RunAsync(["models", "add", _bundle, .. options])).Expect(ExitCodes.WrongUse).Error, StringComparison.Ordinal);
        Assert.Contains(code, (await RunAsync(["models", "add", Pack("packed.zip", ""), .. options])).Expect(ExitCodes.WrongUse).Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scene["data/models"]) && Directory.EnumerateFileSystemEntries(_scene["data/models"]).Any());
    }

    [Fact]
    public async Task A_name_is_given_once_and_a_broken_memory_is_told_and_mended()
    {
        (await RunAsync("models", "add", _bundle, "--name", "theirs", "--yes")).Expect(ExitCodes.Success);
        Assert.Contains("USE25", (await RunAsync("models", "add", Pack("packed.zip", ""), "--name", "theirs", "--yes")).Expect(ExitCodes.WrongUse).Error, StringComparison.Ordinal);
        _scene.Text("data/models/theirs.json", "{");
        Assert.Contains("USE29", (await RunAsync("models", "verify")).Expect(ExitCodes.Model).Error, StringComparison.Ordinal);
        Assert.Contains("USE29", (await RunAsync("models")).Expect(ExitCodes.Success).Error, StringComparison.Ordinal);
        (await RunAsync("models", "remove", "theirs")).Expect(ExitCodes.Success);
    }

    [Theory]
    [InlineData("notes.txt", "no model.json")]
    [InlineData("a/model.json b/model.json", "several models")]
    [InlineData("model.json ../../outside.json", "leads out of it")]
    public async Task Archives_that_hold_no_model_are_refused(string names, string reason)
    {
        string zip = _scene["odd.zip"];
        using (ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Create))
            foreach (string name in names.Split(' ')) archive.CreateEntry(name).Open().Dispose();
        A2f.Outcome outcome = (await RunAsync("models", "add", zip, "--yes")).Expect(ExitCodes.WrongUse);
        Assert.Contains("USE27", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(reason, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_scene["data/models"]));
    }

    [Fact]
    public async Task A_file_that_is_no_archive_is_refused() =>
        Assert.Contains("USE27", (await RunAsync("models", "add", _scene.Text("odd.zip", "PK, but no more"), "--yes")).Expect(ExitCodes.WrongUse).Error, StringComparison.Ordinal);

    private string Pack(string name, string top)
    {
        string zip = _scene[name];
        File.Delete(zip);
        using ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Create);
        foreach (string path in Directory.GetFiles(_bundle)) archive.CreateEntryFromFile(path, top + Path.GetFileName(path));
        archive.CreateEntry(top + ".git/config").Open().Dispose();
        return zip;
    }

    private Task<A2f.Outcome> RunAsync(params string[] arguments) =>
        A2f.StartAsync(_scene.Folder, new Dictionary<string, string> { [UserFolder.Variable] = _scene["data"] }, arguments);
}
