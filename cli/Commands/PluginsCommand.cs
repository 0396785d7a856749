using System.CommandLine;
using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f plugins</c>: the plugins, where they stand, and the formats they bring.</summary>
internal static class PluginsCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("plugins", "List the plugins and the formats that --to takes.");
        command.SetAction(_ => Run(bench));
        return command;
    }

    private static int Run(Workbench bench)
    {
        Terminal terminal = bench.Terminal;
        bench.Plugins.LoadAll();
        IReadOnlyList<FormatDescription> formats = [.. bench.Plugins.Formats.Select(format => format.Description).OrderBy(format => format.Id, StringComparer.Ordinal)];
        HashSet<string> readable = [.. bench.Plugins.Formats.Where(format => format is IReadableFormat).Select(format => format.Description.Id)];
        if (terminal.IsJson)
        {
            foreach (PluginStatus plugin in bench.Plugins.Plugins) WriteEvent(terminal, plugin);
            foreach (FormatDescription format in formats) WriteEvent(terminal, format, readable.Contains(format.Id));
            return ExitCodes.Success;
        }

        TextTable table = new("PLUGIN", "VERSION", "STATE", "FORMATS", "REASON");
        foreach (PluginStatus plugin in bench.Plugins.Plugins)
            table.Add(plugin.Id, plugin.Version, plugin.State.ToString(), string.Join(", ", plugin.Formats), plugin.Reason);
        terminal.Result(table);
        terminal.Result();
        TextTable formatTable = new("FORMAT", "FILE", "FPS", "CHANNELS", "READ BACK", "WHAT LOADS IT");
        foreach (FormatDescription format in formats)
        {
            string rates = format.FrameRatesFps.Count == 0 ? "any" : string.Join(" ", format.FrameRatesFps.Select(fps => fps.ToString("0.##", CultureInfo.InvariantCulture)));
            string channels = format.FixedChannels is { } fixedChannels ? $"{fixedChannels.Count}" : "the rig's";
            formatTable.Add(format.Id, format.Extension, rates, channels, readable.Contains(format.Id) ? "yes" : "no", format.Summary);
        }
        terminal.Result(formatTable);
        if (!terminal.IsVerbose) return ExitCodes.Success;
        WriteKinds(terminal, formats);
        WriteOptions(terminal, formats);
        return ExitCodes.Success;
    }

    /// <summary>What the format shows or stores over time.</summary>
    private static string KindOf(FormatDescription format) => format.Shapes is not null ? "shapes" : format.KeyTolerance is not null ? "keys" : "frames";

    private static void WriteKinds(Terminal terminal, IReadOnlyList<FormatDescription> formats)
    {
        TextTable table = new("FORMAT", "KIND", "WHICH MEANS");
        foreach (FormatDescription format in formats)
        {
            table.Add(format.Id, KindOf(format), format switch
            {
                { Shapes: { } shapes } => string.Create(CultureInfo.InvariantCulture, $"one shape at a time, each for {shapes.MinimumHoldSeconds * 1000:0} ms at least; at rest '{shapes.RestShape}'"),
                { KeyTolerance: { } tolerance } => string.Create(CultureInfo.InvariantCulture, $"keys, with straight lines within {tolerance:0.######} of a channel's range"),
                _ => "every frame",
            });
        }
        terminal.Result();
        terminal.Result(table);
    }

    private static void WriteOptions(Terminal terminal, IReadOnlyList<FormatDescription> formats)
    {
        TextTable table = new("FORMAT", "SETTING", "DEFAULT", "WHAT IT IS");
        foreach (FormatDescription format in formats)
        {
            foreach (FormatOption option in format.Options) table.Add(format.Id, option.Name, option.Default, option.Summary);
        }
        terminal.Result();
        terminal.Result(table);
    }

    public static void WriteEvent(Terminal terminal, PluginStatus plugin) => terminal.Event("plugin", json =>
    {
        json.WriteString("id", plugin.Id);
        json.WriteString("name", plugin.Name);
        json.WriteString("version", plugin.Version);
        json.WriteString("state", plugin.State.ToString());
        json.WriteString("reason", plugin.Reason);
        json.WriteStrings("formats", plugin.Formats);
        json.WriteBoolean("builtIn", plugin.IsBuiltIn);
        json.WriteString("folder", plugin.Folder);
        json.WriteStrings("authors", plugin.Authors);
        json.WriteStrings("permissions", plugin.Permissions);
        json.WriteString("licence", plugin.License);
        json.WriteString("sha256", plugin.Sha256);
    });

    private static void WriteEvent(Terminal terminal, FormatDescription format, bool isReadable) => terminal.Event("format", json =>
    {
        json.WriteString("id", format.Id);
        json.WriteString("name", format.Name);
        json.WriteString("summary", format.Summary);
        json.WriteString("extension", format.Extension);
        json.WriteStartArray("framesPerSecond");
        foreach (double fps in format.FrameRatesFps) json.WriteNumberValue(fps);
        json.WriteEndArray();
        json.WriteRounded("defaultFramesPerSecond", format.DefaultFrameRateFps);
        if (format.FixedChannels is { } channels) json.WriteStrings("channels", channels.Select(channel => channel.Name));
        json.WriteBoolean("readable", isReadable);
        json.WriteString("kind", KindOf(format));
        if (format.Shapes is { } shapes)
        {
            json.WriteString("restShape", shapes.RestShape);
            json.WriteRounded("shortestShapeMilliseconds", shapes.MinimumHoldSeconds * 1000);
        }
        if (format.KeyTolerance is { } tolerance) json.WriteRounded("keyTolerance", tolerance);
        json.WriteStrings("mesh", format.MeshExtensions);
        json.WriteStartArray("options");
        foreach (FormatOption option in format.Options)
        {
            json.WriteStartObject();
            json.WriteString("name", option.Name);
            json.WriteString("summary", option.Summary);
            json.WriteString("default", option.Default);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
