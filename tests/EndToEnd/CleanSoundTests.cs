namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary><c>--clean-sound</c> as a user meets it.</summary>
public sealed class CleanSoundTests : IDisposable
{
    private readonly Scene _scene = new();

    public CleanSoundTests()
    {
        Directory.CreateDirectory(_scene["in"]);
        _scene.Voice("in/v.wav", 1);
    }

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task It_moves_the_face_stands_in_the_record_and_leaves_the_voice_alone()
    {
        string[] words = ["animate", _scene["in/v.wav"], "--profile", "half-life-2", "-o"];
        (await A2f.RunAsync([.. words, _scene["plain"]])).Expect(0);
        (await A2f.RunAsync([.. words, _scene["clean"], "--clean-sound"])).Expect(0);
        string plain = Directory.GetFiles(_scene["plain"], "v.wav", SearchOption.AllDirectories).Single(), clean = Directory.GetFiles(_scene["clean"], "v.wav", SearchOption.AllDirectories).Single();
        Assert.DoesNotContain("cleanSound", File.ReadAllText(plain + ".provenance.json"), StringComparison.Ordinal);
        Assert.Contains("\"cleanSound\": true", File.ReadAllText(clean + ".provenance.json"), StringComparison.Ordinal);
        Assert.Equal(await SamplesAsync(plain), await SamplesAsync(clean));

        (await A2f.RunAsync("animate", _scene["in/v.wav"], "--to", "livelink-csv", "-o", _scene["plain.csv"])).Expect(0);
        (await A2f.RunAsync("animate", _scene["in/v.wav"], "--to", "livelink-csv", "--clean-sound", "-o", _scene["clean.csv"])).Expect(0);
        Assert.NotEqual(File.ReadAllText(_scene["plain.csv"]), File.ReadAllText(_scene["clean.csv"]));
    }

    [Fact]
    public async Task A_batch_makes_its_lines_again_when_it_is_asked_for()
    {
        string[] words = ["batch", _scene["in"], "-o", _scene["mod"], "--json"];
        Assert.Single((await A2f.RunAsync(words)).Expect(0).Events("line"));
        Assert.Empty((await A2f.RunAsync(words)).Expect(0).Events("line"));
        Assert.Single((await A2f.RunAsync([.. words, "--clean-sound"])).Expect(0).Events("line"));
        Assert.Empty((await A2f.RunAsync([.. words, "--clean-sound"])).Expect(0).Events("line"));
    }

    /// <summary>What the file's chunk of samples holds.</summary>
    private static async Task<byte[]> SamplesAsync(string path)
    {
        byte[] file = await File.ReadAllBytesAsync(path);
        int data = file.AsSpan().IndexOf("data"u8);
        return file.AsSpan(data + 8, BitConverter.ToInt32(file, data + 4)).ToArray();
    }
}
