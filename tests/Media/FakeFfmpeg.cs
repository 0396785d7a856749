using System.Text;

namespace Audio2Face.Modkit.Media.Tests;

/// <summary>A folder with an ffmpeg and an ffprobe that misbehave as told. Unix only.</summary>
internal sealed class FakeFfmpeg : IDisposable
{
    private const string Answer = """
        {"streams":[{"codec_name":"mp3","codec_type":"audio","sample_rate":"44100","channels":1,"duration":"2.0"}],"format":{"format_name":"mp3","duration":"2.0"}}
        """;

    private readonly TestFolder _folder = new();

    public FakeFfmpeg(string decode, string? probe = null, string version = "7.1 Copyright")
    {
        if (OperatingSystem.IsWindows()) throw new SkipException("the stand-ins for FFmpeg are shell scripts");
        // `exec` keeps one process per tool; without it a child would remain, which the tests of killing want.
        Write("ffmpeg", $"case \"$2\" in -version) echo 'ffmpeg version {version}'; exit 0;; esac\n{decode}");
        Write("ffprobe", probe ?? $"echo '{Answer}'");
        Recording = _folder.Write("line.mp3", "not looked at"u8);
    }

    public string Folder => _folder.Path;

    /// <summary>A file to read.</summary>
    public string Recording { get; }

    public MediaReader Reader(double startSeconds = 5, double silenceSeconds = 5) =>
        new(Folder, new FfmpegTimeouts(TimeSpan.FromSeconds(startSeconds), TimeSpan.FromSeconds(silenceSeconds)));

    public void Dispose() => _folder.Dispose();

    private void Write(string name, string script)
    {
        string path = _folder.Write(name, Encoding.UTF8.GetBytes("#!/bin/sh\n" + script + "\n"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
