using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Meshes;

/// <summary>Everything that can be wrong with a mesh file, one factory per code.</summary>
internal static class MeshIssues
{
    public static Issue Unreadable(string place, string why) => Issue.Error("MSH01", place,
        why, "Give a mesh file (.glb, .gltf, .vrm, .fbx, .dae, ...) or a folder of .obj files.");

    public static Issue TooLarge(string place, string what, long value, long limit) => Issue.Error("MSH02", place,
        FormattableString.Invariant($"The mesh has {value} {what}; the limit is {limit}."), "Export the head alone, without the body and the levels of detail.");

    public static Issue Broken(string place, string what) => Issue.Error("MSH03", place,
        what, "The file is damaged or its exporter is at fault: export it again.");

    public static Issue Compressed(string place, string extension) => Issue.Error("MSH04", place,
        $"The geometry is compressed with {extension}, which is not read.",
        "Export again without compression (Blender: untick 'Compression'; gltf-transform: 'copy' after removing meshopt or draco; toktx textures may stay).");

    public static Issue Outside(string place) => Issue.Error("MSH05", place,
        "The data lies outside the file's own folder or in the web, which is not opened.", "Export as .glb, or put the .bin beside the .gltf.");

    public static Issue NoMorphs(string place) => Issue.Error("MSH06", place,
        "The file has no morph targets (blend shapes), so there is nothing a face could move.",
        "Export with shape keys; skinned faces without morphs need morphs baked first.");

    public static Issue LibraryMissing(string place, string install) => Issue.Error("MSH07", place,
        "Reading this kind of mesh needs the library Assimp, which is not found or not of a known layout.", $"Install it ({install}), or export as .glb, which needs no library.");

    public static Issue NotImported(string place, string why) => Issue.Error("MSH08", place,
        $"Assimp cannot read the file: {why}", "Export it again, best as .glb or binary FBX 7.4.");

    public static Issue WorkerDied(string place, string how) => Issue.Error("MSH09", place,
        $"Reading the mesh was given up: its process {how}.", "Export the mesh again, best as .glb; the file may be damaged.");

    public static Issue BadObjFolder(string place, string what) => Issue.Error("MSH10", place,
        what, "Put one neutral .obj and one per shape into a folder, all exported from the same topology, the neutral one with 'neutral' in its name.");
}
