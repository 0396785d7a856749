using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Holds one plugin's assemblies, loaded from memory. Shares the runtime and Abstractions with the host, nothing else.</summary>
internal sealed class PluginLoadContext(string id, PluginFiles files) : AssemblyLoadContext(id, isCollectible: true)
{
    private static readonly string _sharedName = typeof(IFormatPlugin).Assembly.GetName().Name!;

    /// <summary>Loads the entry assembly.</summary>
    public Assembly LoadEntry(string fileName) => LoadFromMemory(fileName)
        ?? throw new FileNotFoundException($"'{fileName}' is not there");

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name ?? "";
        if (name == _sharedName) return null;
        if (LoadFromMemory(name + ".dll") is { } own) return own;
        // Null lets the runtime look further, which would also find the host's own packages.
        if (File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name + ".dll"))) return null;
        throw new FileNotFoundException($"it needs '{name}', which is not in its folder");
    }

    private Assembly? LoadFromMemory(string fileName)
    {
        if (files.Find(fileName) is not { } assembly) return null;
        using MemoryStream stream = new(assembly, writable: false);
        if (files.Find(Path.ChangeExtension(fileName, ".pdb")) is not { } symbols) return LoadFromStream(stream);
        using MemoryStream symbolStream = new(symbols, writable: false);
        return LoadFromStream(stream, symbolStream);
    }
}
