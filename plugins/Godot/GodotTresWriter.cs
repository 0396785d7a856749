using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Godot;

/// <summary>Writes Animation resources: one value track a blend shape, straight lines between keys.</summary>
internal static class GodotTresWriter
{
    private const string NumberFormat = "0.0#####";

    public static string Write(RigTrack track, LineInfo line, CancellationToken cancellation)
    {
        IReadOnlyList<IReadOnlyList<int>> keyFrames = track.KeyFrames
            ?? throw new ArgumentException("The track has no key frames; a host gives them to formats with a key tolerance.", nameof(track));
        CurveTable curves = track.Curves;
        double length = Math.Max(line.DurationSeconds, curves.FrameCount == 0 ? 0 : curves.TimeSeconds(curves.FrameCount - 1));
        string node = line.Options.GetValueOrDefault(GodotTresFormat.Node.Name, GodotTresFormat.Node.Default);
        if (node.Length == 0 || !IsName(node)) throw GodotTresIssues.BadName(GodotTresFormat.Node.Name, node);

        StringBuilder text = new(GodotTresFormat.Header);
        text.Append(CultureInfo.InvariantCulture, $"length = {length.ToString(NumberFormat, CultureInfo.InvariantCulture)}\nstep = {1 / curves.FrameRateFps:0.0########}\n");
        for (int channel = 0; channel < track.Channels.Count; channel++)
        {
            cancellation.ThrowIfCancellationRequested();
            string name = track.Channels[channel].Name;
            if (!IsName(name)) throw GodotTresIssues.BadName(line.Name, name);
            IReadOnlyList<int> frames = keyFrames[channel];
            text.Append(CultureInfo.InvariantCulture, $"tracks/{channel}/type = \"value\"\ntracks/{channel}/imported = false\ntracks/{channel}/enabled = true\n");
            text.Append(CultureInfo.InvariantCulture, $"tracks/{channel}/path = NodePath(\"{node}{GodotTresFormat.Property}{name}\")\n");
            text.Append(CultureInfo.InvariantCulture, $"tracks/{channel}/interp = 1\ntracks/{channel}/loop_wrap = true\ntracks/{channel}/keys = {{\n");
            text.Append("\"times\": PackedFloat32Array(").AppendJoin(", ", frames.Select(frame => Number(curves.TimeSeconds(frame)))).Append("),\n");
            text.Append("\"transitions\": PackedFloat32Array(").AppendJoin(", ", frames.Select(_ => "1")).Append("),\n");
            // Decimals even for whole numbers: Godot tells integers and floats apart in this list.
            text.Append("\"values\": [").AppendJoin(", ", frames.Select(frame => Number(curves[frame, channel]))).Append("],\n\"update\": 0\n}\n");
        }
        return text.ToString();
    }

    /// <summary>Six decimals; + 0.0 turns -0 into 0.</summary>
    private static string Number(double value) => (Math.Round(value, 6) + 0.0).ToString(NumberFormat, CultureInfo.InvariantCulture);

    /// <summary>Colons part node and property in a path, and nothing in it can be escaped.</summary>
    private static bool IsName(string name) => !name.Any(character => char.IsControl(character) || character is ':' or '"' or '\\');
}
