using System.Diagnostics;
using System.IO.Compression;
using Audio2Face.Modkit.Media;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>Recordings that a batch has decoded together and ahead of their turn.</summary>
public sealed class BatchLookAheadTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    /// <param name="profile">The second one's files hold the voice.</param>
    [SkippableTheory]
    [InlineData("arkit")]
    [InlineData("skyrim")]
    public async Task They_give_the_files_and_words_they_give_alone(string profile)
    {
        FfmpegTools? tools = FfmpegTools.Find();
        Skip.If(tools is null, "needs FFmpeg, which is not on this machine");
        Directory.CreateDirectory(_scene["in"]);
        for (int i = 0; i < 20; i++) await EncodeAsync(tools, 0.3 + (0.05 * i), $"in/{i}.{(i % 3 == 0 ? "mp3" : "flac")}");
        _scene.Text("in/text.mp3", "no sound");
        _scene.Voice("in/plain.wav", 0.5);
        ZipFile.CreateFromDirectory(_scene["in"], _scene["in.zip"]);

        A2f.Outcome folder = (await A2f.RunAsync("batch", _scene["in"], "--profile", profile, "--jobs", "3", "--json", "-o", _scene["mod"])).Expect(1);
        A2f.Outcome archive = (await A2f.RunAsync("batch", _scene["in.zip"], "--profile", profile, "--jobs", "3", "--json", "-o", _scene["unpacked"])).Expect(1);
        A2f.Outcome alone = (await A2f.RunAsync("animate", _scene["in"], "--profile", profile, "--json", "-o", _scene["alone"])).Expect(1);

        Assert.Equal(alone.Events("failed").Single().GetProperty("issues")[0].GetRawText(), folder.Events("failed").Single().GetProperty("issues")[0].GetRawText());
        string[] names = [.. Directory.GetFiles(_scene["alone"], "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path))];
        Assert.Equal(42, names.Length);
        foreach (string name in names)
        {
            byte[] expected = await ReadAsync("alone", name);
            Assert.Equal(expected, await ReadAsync("mod", name));
            Assert.Equal(expected, await ReadAsync("unpacked", name));
        }
        Assert.Equal(21, archive.Events("line").Count);
        Assert.Empty(Directory.GetFileSystemEntries(_scene["mod/.a2f/tmp/all"]));
        Assert.Empty(Directory.GetFileSystemEntries(_scene["unpacked/.a2f/tmp/all"]));
    }

    [SkippableFact]
    public async Task Lines_of_two_games_get_the_voice_each_of_them_plays()
    {
        FfmpegTools? tools = FfmpegTools.Find();
        Skip.If(tools is null, "needs FFmpeg, which is not on this machine");
        Directory.CreateDirectory(_scene["in"]);
        for (int i = 0; i < 8; i++) await EncodeAsync(tools, 0.3, $"in/{i}{(i % 2 == 0 ? "skyrim" : "hl")}.flac");
        (await A2f.RunAsync("batch", _scene["in"], "--profile", "skyrim", "--rule", "*hl*=half-life-2", "-o", _scene["mod"])).Expect(0);
        // Voices of 16 kHz: Skyrim plays them, Half-Life 2 wants 22.05 kHz.
        for (int i = 0; i < 8; i++)
        {
            (string name, string profile) = i % 2 == 0 ? ($"{i}skyrim.fuz", "skyrim") : ($"{i}hl.wav", "half-life-2");
            (await A2f.RunAsync("animate", _scene["in/" + Path.ChangeExtension(name, ".flac")], "--profile", profile, "-o", _scene["alone"])).Expect(0);
            Assert.Equal(await ReadAsync("alone", name), await ReadAsync("mod", name));
        }
    }

    private async Task EncodeAsync(FfmpegTools tools, double seconds, string name)
    {
        _scene.Voice("voice.wav", seconds);
        using Process ffmpeg = Process.Start(tools.FfmpegPath, ["-v", "error", "-y", "-i", _scene["voice.wav"], _scene[name]]);
        await ffmpeg.WaitForExitAsync();
    }

    private Task<byte[]> ReadAsync(string folder, string name) => File.ReadAllBytesAsync(Directory.GetFiles(_scene[folder], name, SearchOption.AllDirectories).Single());
}
