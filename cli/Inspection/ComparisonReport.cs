using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Evaluation;

namespace Audio2Face.Modkit.Cli.Inspection;

/// <summary>Says how two animations differ: a row for each channel that moves or differs, then all of them together.</summary>
/// <param name="terminal">Where to speak.</param>
/// <param name="comparison">What was found.</param>
/// <param name="limit">Greatest root mean squared error of a channel that is allowed, or null.</param>
internal sealed class ComparisonReport(Terminal terminal, CurveComparison comparison, double? limit)
{
    private readonly ChannelComparison[] _overLimit = limit is { } most ? [.. comparison.Channels.Where(channel => channel.RootMeanSquareError > most)] : [];

    public bool IsOverLimit => _overLimit.Length > 0;

    public void Write((string Path, IReadableFormat Format, CurveTable Curves) first, (string Path, IReadableFormat Format, CurveTable Curves) second)
    {
        if (terminal.IsJson) WriteJson(first.Path, second.Path);
        else WriteText(first, second);
    }

    private void WriteText((string Path, IReadableFormat Format, CurveTable Curves) first, (string Path, IReadableFormat Format, CurveTable Curves) second)
    {
        terminal.Result("A  " + Described(first));
        terminal.Result("B  " + Described(second));
        TextTable table = new("  CHANNEL", "CORRELATION", "RMSE", "LARGEST", "AT S", "OFFSET MS", "CORRELATION THERE");
        ChannelComparison[] shown = [.. comparison.Channels.Where(channel => terminal.IsVerbose || channel.Moves || channel.LargestDifference > 0)];
        foreach (ChannelComparison channel in shown)
        {
            table.Add("  " + channel.Name, channel.Correlation is { } correlation ? Text(correlation, "0.0000") : Stillness(channel), Text(channel.RootMeanSquareError, "0.00000"),
                Text(channel.LargestDifference, "0.00000"), Text(channel.LargestAtSeconds, "0.000"), Offset(channel.OffsetMs), Text(channel.OffsetCorrelation, "0.0000"));
        }
        if (shown.Length > 0) terminal.Result(table);
        if (shown.Length < comparison.Channels.Count) terminal.Result($"  {comparison.Channels.Count - shown.Length} channels stand still in both and are equal");
        WriteNames("A", comparison.OnlyInFirst);
        WriteNames("B", comparison.OnlyInSecond);
        terminal.Result(string.Create(CultureInfo.InvariantCulture,
            $"compared: {comparison.Channels.Count} channels, {comparison.Channels.Count(channel => channel.Moves)} of them moving, over {comparison.FrameCount} frames at {comparison.FrameRateFps:0.###} fps"));
        terminal.Result($"all that move: correlation {Text(comparison.Correlation, "0.0000")}, RMSE {Text(comparison.RootMeanSquareError, "0.00000")}, {Worst()}");
        terminal.Result(comparison.OffsetMs is { } offset
            ? $"best offset: {Offset(offset)} ms (above 0: B is later), correlation there {Text(comparison.OffsetCorrelation, "0.0000")}"
            : "best offset: none within the window");
        foreach (ChannelComparison channel in _overLimit)
            terminal.Say($"{channel.Name}: the RMSE is {Text(channel.RootMeanSquareError, "0.######")}, above {Text(limit, "0.######")}");
    }

    private void WriteNames(string file, IReadOnlyList<string> names)
    {
        if (names.Count > 0) terminal.Result(TextTable.Printable($"  only in {file}: {string.Join(", ", names)}"));
    }

    private void WriteJson(string first, string second)
    {
        foreach (ChannelComparison channel in comparison.Channels)
        {
            terminal.Event("channel", json =>
            {
                json.WriteString("name", channel.Name);
                json.WriteString("otherName", channel.OtherName);
                json.WriteString("moves", channel switch { { MovesInFirst: true, MovesInSecond: true } => "both", { MovesInFirst: true } => "first", { MovesInSecond: true } => "second", _ => "neither" });
                json.WriteRounded("correlation", channel.Correlation);
                json.WriteRounded("rmse", channel.RootMeanSquareError);
                json.WriteRounded("largestDifference", channel.LargestDifference);
                json.WriteRounded("largestAtSeconds", channel.LargestAtSeconds);
                json.WriteRounded("offsetMs", channel.OffsetMs);
                json.WriteRounded("offsetCorrelation", channel.OffsetCorrelation);
            });
        }
        terminal.Event("comparison", json =>
        {
            json.WriteString("first", first);
            json.WriteString("second", second);
            json.WriteNumber("channels", comparison.Channels.Count);
            json.WriteNumber("moving", comparison.Channels.Count(channel => channel.Moves));
            json.WriteNumber("frames", comparison.FrameCount);
            json.WriteRounded("framesPerSecond", comparison.FrameRateFps);
            json.WriteRounded("correlation", comparison.Correlation);
            json.WriteRounded("rmse", comparison.RootMeanSquareError);
            json.WriteRounded("largestDifference", Largest.LargestDifference);
            json.WriteString("largestChannel", Largest.Name);
            json.WriteRounded("offsetMs", comparison.OffsetMs);
            json.WriteRounded("offsetCorrelation", comparison.OffsetCorrelation);
            json.WriteStrings("onlyInFirst", comparison.OnlyInFirst);
            json.WriteStrings("onlyInSecond", comparison.OnlyInSecond);
            json.WriteStrings("overLimit", _overLimit.Select(channel => channel.Name));
        });
    }

    private ChannelComparison Largest => comparison.Channels.MaxBy(channel => channel.LargestDifference)!;

    private string Worst() => Largest is { LargestDifference: > 0 } worst
        ? $"largest difference {Text(worst.LargestDifference, "0.00000")} ({worst.Name} at {Text(worst.LargestAtSeconds, "0.000")} s)"
        : "no difference";

    private static string Described((string Path, IReadableFormat Format, CurveTable Curves) file) => string.Create(CultureInfo.InvariantCulture,
        $"{Path.GetFileName(file.Path)}: {file.Format.Description.Name}, {file.Curves.FrameCount} frames at {file.Curves.FrameRateFps:0.###} fps, {file.Curves.Channels.Count} channels");

    private static string Stillness(ChannelComparison channel) => channel switch
    {
        { MovesInFirst: true } => "still in B",
        { MovesInSecond: true } => "still in A",
        _ => "still",
    };

    private static string Offset(double? ms) => ms is { } offset ? Text(Math.Abs(offset) < 0.05 ? 0 : offset, "+0.0;-0.0;0.0") : "-";

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
