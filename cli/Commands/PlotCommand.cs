using System.CommandLine;
using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Inspection;
using Audio2Face.Modkit.Cli.Plot;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Inference;
using Audio2Face.Modkit.Media;
using Audio2Face.Modkit.Pipeline;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f plot</c>: a picture of the curves over the waveform.</summary>
internal sealed class PlotCommand(Workbench bench, PlotOptions options)
{
    private const int NaturalWidth = 1500;

    public static Command Create(Workbench bench)
    {
        Command command = new("plot", "Draw a recording's face curves, or those of an animation file, over the waveform.");
        PlotOptions options = new();
        options.AddTo(command);
        command.SetAction(new PlotCommand(bench, options).RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string file = parsed.GetValue(options.File)!;
        string output = parsed.GetValue(options.Output)!;
        bool isPng = output.EndsWith(".png", StringComparison.OrdinalIgnoreCase);
        if (!isPng && !output.EndsWith(".svg", StringComparison.OrdinalIgnoreCase)) throw new ModkitException(UsageIssues.UnknownPicture(Path.GetFileName(output)));

        PlotContent content = RecordingFinder.IsRecordingName(file) || !File.Exists(file)
            ? await FromRecordingAsync(parsed, file, cancellation)
            : await FromAnimationAsync(parsed, file, cancellation);
        int width = parsed.GetValue(options.Width) ?? NaturalWidth;
        int height = parsed.GetValue(options.Height) ?? CurvePlot.NaturalHeight(content);
        ICanvas canvas = isPng ? new PngCanvas(width, height) : new SvgCanvas(width, height);
        CurvePlot.Draw(canvas, content);

        OutputTarget target = new(Path.GetDirectoryName(Path.GetFullPath(output))!, Path.GetFileNameWithoutExtension(output), Path.GetExtension(output));
        using OutputSet set = new(target, parsed.GetValue(options.Overwrite), file);
        using (Stream stream = set.Create(target.MainExtension)) canvas.Save(stream);
        OutputFile picture = set.Commit()[0];
        if (bench.Terminal.IsJson)
        {
            bench.Terminal.Event("picture", json =>
            {
                json.WriteString("path", picture.Path);
                json.WriteNumber("width", width);
                json.WriteNumber("height", height);
                json.WriteStrings("lanes", content.Lanes.Select(lane => lane.Title));
            });
        }
        else
        {
            bench.Terminal.Result($"{output}  {width} x {height} pixels");
        }
        return ExitCodes.Success;
    }

    private async Task<PlotContent> FromRecordingAsync(ParseResult parsed, string file, CancellationToken cancellation)
    {
        AudioClip clip = await bench.Media.ReadClipAsync(file, new MediaOptions(), cancellation);
        using FaceModel model = Workbench.OpenModel(parsed.GetValue(options.Model), null, options.Face.Read(parsed));
        foreach (string note in model.Notes) bench.Terminal.Say(note);
        CurveTable curves = model.Animate(clip, new FaceStreamOptions { Seed = LineSeed.Of(0, file) }).Weights;
        return Content(parsed, file, curves, clip, $"{model.Info.Name} {model.Info.Version}");
    }

    private async Task<PlotContent> FromAnimationAsync(ParseResult parsed, string file, CancellationToken cancellation)
    {
        (IReadableFormat format, RigTrack track) = AnimationFile.Read(bench.Plugins, file);
        CurveTable curves = track.Curves;
        string? audio = parsed.GetValue(options.Audio) ?? FindRecordingBeside(file, format.Description.Extension);
        AudioClip? clip = audio is null ? null : await bench.Media.ReadClipAsync(audio, new MediaOptions(), cancellation);
        return Content(parsed, file, curves, clip, format.Description.Name + (clip is null ? "" : $", waveform of {clip.Name}"));
    }

    private PlotContent Content(ParseResult parsed, string file, CurveTable curves, AudioClip? clip, string source)
    {
        double seconds = Math.Max(curves.FrameCount / curves.FrameRateFps, clip?.DurationSeconds ?? 0);
        string[] channels = [.. parsed.GetValue(options.Channels)!.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        return new PlotContent
        {
            Title = Path.GetFileName(file),
            Subtitle = string.Create(CultureInfo.InvariantCulture, $"{clip?.DurationSeconds ?? seconds:0.00} s, {curves.FrameCount} frames at {curves.FrameRateFps:0.###} fps, {source}"),
            DurationSeconds = Math.Max(seconds, 1 / curves.FrameRateFps),
            FrameRateFps = curves.FrameRateFps,
            Lanes = LaneChoice.Choose(curves, channels),
            Audio = clip,
        };
    }

    /// <summary>The recording of the same name in the same folder, or null.</summary>
    private static string? FindRecordingBeside(string file, string extension)
    {
        string name = Path.GetFileName(file);
        string stem = name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? name[..^extension.Length] : Path.GetFileNameWithoutExtension(name);
        return RecordingFinder.Find(Path.GetDirectoryName(Path.GetFullPath(file))!)
            .FirstOrDefault(path => Path.GetFileNameWithoutExtension(path) == stem);
    }
}
