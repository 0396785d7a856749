using System.ComponentModel;
using System.Diagnostics;
using Audio2Face.Modkit.Media;

namespace Audio2Face.Modkit.Pipeline.Tests;

/// <summary>Videos with several sounds, made with FFmpeg.</summary>
public sealed class VideoSoundsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A picture and a tone for each language; "" has none.</summary>
    private async Task MakeAsync(string name, params string[] languages)
    {
        List<string> arguments = ["-hide_banner", "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", "color=size=32x32:rate=5:duration=0.4"];
        foreach (string _ in languages) arguments.AddRange(["-f", "lavfi", "-i", "sine=frequency=300:duration=0.4:sample_rate=16000"]);
        for (int i = 0; i <= languages.Length; i++) arguments.AddRange(["-map", $"{i}"]);
        for (int i = 0; i < languages.Length; i++) if (languages[i].Length > 0) arguments.AddRange([$"-metadata:s:a:{i}", $"language={languages[i]}"]);
        ProcessStartInfo start = new("ffmpeg", [.. arguments, "-c:v", "mpeg4", "-c:a", "flac", _folder[name]]) { RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            string messages = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token);
            Assert.True(process.ExitCode == 0, messages);
        }
        catch (Win32Exception)
        {
            Skip.If(true, "needs FFmpeg, which is not on this machine");
        }
    }

    private async Task<string[]> FindAsync(BatchInputOptions? options = null) =>
    [
        .. from source in await BatchInputs.FindAsync([_folder.Path], options ?? new BatchInputOptions(), new MediaReader(), CancellationToken.None)
           select FormattableString.Invariant($"{source.Name} {source.AudioStream} {source.Language}").TrimEnd(),
    ];

    [SkippableFact]
    public async Task Every_sound_of_a_video_is_a_source_named_by_its_language_or_number()
    {
        await MakeAsync("cut.mkv", "eng", "ger", "");
        await MakeAsync("one.mkv", "fre");
        await MakeAsync("twins.mkv", "eng", "eng");
        _folder.Write("broken.mkv", "this is no video");
        Assert.Equal(
            ["broken.mkv", "cut.2.mkv 2", "cut.eng.mkv 0 eng", "cut.ger.mkv 1 ger", "one.mkv  fre", "twins.eng-0.mkv 0 eng", "twins.eng-1.mkv 1 eng"],
            await FindAsync());
        Assert.Equal(["broken.mkv", "cut.mkv", "one.mkv", "twins.mkv"], await FindAsync(new BatchInputOptions { AudioStream = 1 }));
    }

    [SkippableFact]
    public async Task The_language_of_a_manifest_chooses_the_sound()
    {
        await MakeAsync("cut.mkv", "eng", "ger");
        _folder.Write("lines.csv", "input,language,output\ncut.mkv,DE,x\ncut.mkv,fre,y\n");
        IReadOnlyList<BatchSource> sources = await BatchInputs.FindAsync([], new BatchInputOptions { ManifestPath = _folder["lines.csv"] }, new MediaReader(), CancellationToken.None);
        Assert.Equal(["cut.ger.mkv x 1 DE ", "cut.mkv y  fre INP09"],
            sources.Select(source => FormattableString.Invariant($"{source.Name} {source.Output} {source.AudioStream} {source.Language} {source.Obstacle?.Code}")).Order(StringComparer.Ordinal));
        Assert.Contains("eng, ger", sources.Single(source => source.Obstacle is not null).Obstacle!.Hint, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_language_that_leads_out_of_the_folder_is_no_name()
    {
        await MakeAsync("cut.mkv", "../../x", "eng");
        Assert.Equal(["cut.0.mkv 0", "cut.eng.mkv 1 eng"], await FindAsync());
    }
}
