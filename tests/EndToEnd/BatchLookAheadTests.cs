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
        for (int i = 0; i < 20; i++)
        {
            _scene.Voice("voice.wav", 0.3 + (0.05 * i));
            using Process ffmpeg = Process.Start(tools.FfmpegPath, ["-v", "error", "-y", "-i", _scene["voice.wav"], _scene[$"in/{i}.{(i % 3 == 0 ? "mp3" : "flac")}"]]);
            await ffmpeg.WaitForExitAsync();
        }
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

    private Task<byte[]> ReadAsync(string folder, string name) => File.ReadAllBytesAsync(Directory.GetFiles(_scene[folder], name, SearchOption.AllDirectories).Single());
}
