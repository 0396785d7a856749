using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Gltf;

/// <summary>Everything that can be wrong with a glTF file or with a track for one.</summary>
internal static class GltfIssues
{
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

    public static Issue NoNamedMorphs(string file, bool hasMorphs) => Issue.Error("FMT71", file,
        hasMorphs ? "The character's morph targets have no names." : "The character has no morph targets (shape keys) to animate.",
        "Export it with its shape keys and their names (targetNames); Blender's exporter writes both.");

    public static Issue BadGeometry(string value) => Issue.Error("FMT73", GltfFormat.GeometryOption,
        $"'{value}' is neither '{GltfFormat.WeightsValue}' nor '{GltfFormat.MeshValue}'.", $"--set {GltfFormat.GeometryOption}={GltfFormat.MeshValue} writes the model's own mesh.");

    public static Issue NoMesh(string line) => Issue.Error("FMT74", line,
        "The model moves no mesh, it gives weights alone.", "Give --model the folder of a face model of NVIDIA's, or write weights.");

    public static Issue MeshTooLong(string line, int frames, int most) => Issue.Error("FMT75", line,
        string.Create(CultureInfo.InvariantCulture, $"The moving mesh has {frames} frames, each a morph target; at most {most} can be written."),
        "Cut the recording into shorter lines, or ask for fewer frames per second (--fps).");

    public static Issue BadFaces(string place, string what) => Issue.Error("FMT76", place,
        what, "Give the .obj of the very mesh that the model was made for, with its vertices in their order; or leave --mesh out, and the mesh is points.");

    public static Issue NoMorphOfTrack(string file, string morph, IReadOnlyList<string> channels) => Issue.Error("FMT72", file,
        $"None of the character's morph targets ('{morph}', ...) is a channel of the profile ('{channels[0]}', ...).",
        NearestName.Find(morph, channels) is { } near ? $"Name the profile's channels as the morphs are: is '{morph}' what the profile calls '{near}'?" : "Use a profile whose channels have the names of the morphs.");
}
