namespace Audio2Face.Modkit.Media.Tests;

/// <summary>Files that must not be opened, in the formats playlists like to name.</summary>
public sealed class Canaries : IAsyncLifetime, IDisposable
{
    private readonly TestFolder _folder = new();

    /// <summary>Copies of canary.ts, canary.m4a and canary.wav into a folder.</summary>
    public void CopyTo(string folder)
    {
        foreach (string path in Directory.GetFiles(_folder.Path)) File.Copy(path, Path.Combine(folder, Path.GetFileName(path)));
    }

    public async Task InitializeAsync()
    {
        if (FfmpegTools.Find() is null) return;
        foreach (string name in (string[])["canary.ts", "canary.m4a", "canary.wav"])
            await Reading.FfmpegAsync("-f", "lavfi", "-i", "sine=duration=1", "-movflags", "frag_keyframe+empty_moov+default_base_moof", _folder.File(name));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();
}
