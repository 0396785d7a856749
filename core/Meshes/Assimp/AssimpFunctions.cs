using System.Reflection;
using System.Runtime.InteropServices;

namespace Audio2Face.Modkit.Meshes.Assimp;

/// <summary>The few functions of the system's Assimp that import a scene. Its exporters are not used: they lose morph targets or abort.</summary>
internal static partial class AssimpFunctions
{
    private const string Library = "assimp";

    /// <summary>File names of the library on Linux, Windows and macOS, the proven one first.</summary>
    public static IReadOnlyList<string> LibraryNames { get; } =
        ["libassimp.so.5", "libassimp.so.6", "libassimp.so", "assimp-vc143-mt.dll", "libassimp.5.dylib", "libassimp.6.dylib", "libassimp.dylib", "assimp"];

    static AssimpFunctions() => NativeLibrary.SetDllImportResolver(typeof(AssimpFunctions).Assembly, Find);

    private static nint Find(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library) return 0;
        foreach (string candidate in LibraryNames)
        {
            if (NativeLibrary.TryLoad(candidate, assembly, path, out nint handle)) return handle;
        }
        return 0;
    }

    /// <summary>A scene, or null. The hint is an extension without dot.</summary>
    [LibraryImport(Library, EntryPoint = "aiImportFileFromMemory", StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial byte* ImportFileFromMemory(byte* buffer, uint length, uint flags, string hint);

    [LibraryImport(Library, EntryPoint = "aiReleaseImport")]
    public static unsafe partial void ReleaseImport(byte* scene);

    /// <summary>Why the last import gave none: a text that ends in a zero byte.</summary>
    [LibraryImport(Library, EntryPoint = "aiGetErrorString")]
    public static unsafe partial byte* GetErrorString();
}
