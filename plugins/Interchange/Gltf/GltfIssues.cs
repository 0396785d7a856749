using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Gltf;

/// <summary>Everything that can be wrong with a glTF file or with a track for one.</summary>
internal static class GltfIssues
{
    public static Issue NoFrames(string line) =>
        Issue.Error("FMT61", line, "The track has no frames, so there is nothing to animate.", "Use a recording that is not empty.");

    public static Issue NoMorphNamed(string line, IReadOnlyList<string> channels) => Issue.Error("FMT62", line,
        $"None of the {channels.Count} channels is a morph of the head{(channels.Count == 0 ? "" : $" ('{channels[0]}', ...)")}.",
        "Use a profile whose channels have ARKit names such as jawOpen.");

    public static Issue SameMorphTwice(string line, string first, string second) => Issue.Error("FMT63", line,
        $"Channels '{first}' and '{second}' both name the same morph.", "Remove one of them from the profile.");

    public static Issue NotFinite(string line) =>
        Issue.Error("FMT64", line, "A curve holds a value that is not a number.", "Check the profile's gains and offsets.");

    public static Issue NotGltf(string place, string what) =>
        Issue.Error("FMT65", place, what, "Export the file again as glTF 2.0 (.glb, or .gltf with embedded buffers).");

    public static Issue Broken(string place, string what) =>
        Issue.Error("FMT66", place, what, "The file is damaged or its exporter is at fault: export it again.");

    public static Issue NotEmbedded(string place) => Issue.Error("FMT67", place,
        "The data lies in another file or in the web, which is not opened.", "Export as .glb, which holds everything in one file.");

    public static Issue Unsupported(string place, string what) =>
        Issue.Error("FMT68", place, what, "Export again without compression extensions.");

    public static Issue NoMorphAnimation(string place) => Issue.Error("FMT69", place,
        "No animation moves morph weights.", "Export the animation together with its shape keys, and make sure that they have names.");

    public static Issue TooLarge(string place, string thing, long value, long most) => Issue.Error("FMT70", place,
        string.Create(CultureInfo.InvariantCulture, $"{thing}: {value}, but at most {most} can be read."), "Cut the animation into shorter files.");
}
