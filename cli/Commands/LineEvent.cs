using System.Text.Json;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Pipeline;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>The events <c>line</c> and <c>failed</c>, as every command that animates has them.</summary>
internal static class LineEvent
{
    /// <summary>Tells what became of a line.</summary>
    /// <param name="terminal">Takes the event.</param>
    /// <param name="result">What became of it.</param>
    /// <param name="options">How it was made.</param>
    /// <param name="input">The recording as the user knows it.</param>
    /// <param name="writeMore">Writes further members, or null.</param>
    public static void Tell(Terminal terminal, LineResult result, LineOptions options, string input, Action<Utf8JsonWriter>? writeMore = null) =>
        terminal.Event(result.IsDone ? "line" : "failed", json =>
        {
            json.WriteString("input", input);
            writeMore?.Invoke(json);
            WriteMembers(json, result, options, terminal.IsVerbose);
        });

    private static void WriteMembers(Utf8JsonWriter json, LineResult result, LineOptions options, bool isVerbose)
    {
        if (result.Report is { } report)
        {
            json.WriteString("profile", options.Profile.Id);
            json.WriteString("format", options.Format.Description.Id);
            json.WriteRounded("durationSeconds", result.DurationSeconds);
            json.WriteNumber("frames", result.FrameCount);
            json.WriteNumber("framesPerSecond", options.FrameRateFps);
            json.WriteNumber("channels", result.ChannelCount);
            json.WriteStartArray("files");
            foreach (OutputFile file in result.Files)
            {
                json.WriteStartObject();
                json.WriteString("path", file.Path);
                json.WriteString("sha256", file.Sha256);
                json.WriteNumber("bytes", file.LengthBytes);
                json.WriteString("change", file.Change switch { OutputChange.Created => "created", OutputChange.Replaced => "replaced", _ => "unchanged" });
                json.WriteEndObject();
            }
            json.WriteEndArray();
            if (isVerbose) WriteStillChannels(json, report);
            LineTimings timings = result.Timings;
            json.WriteStartObject("timings");
            json.WriteRounded("mediaSeconds", timings.MediaSeconds);
            json.WriteRounded("inferenceSeconds", timings.InferenceSeconds);
            json.WriteRounded("mappingSeconds", timings.MappingSeconds);
            json.WriteRounded("writingSeconds", timings.WritingSeconds);
            json.WriteEndObject();
        }
        json.WriteIssues("issues", result.Issues);
    }

    private static void WriteStillChannels(Utf8JsonWriter json, MappingReport report)
    {
        json.WriteStartArray("stillChannels");
        foreach (ChannelNote note in report.UnmappedRigChannels.Concat(report.StillRigChannels))
        {
            json.WriteStartObject();
            json.WriteString("channel", note.Channel);
            json.WriteString("reason", note.Reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
