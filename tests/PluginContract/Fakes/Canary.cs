using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Writes a file as soon as code of a plugin runs, if a test asked for that plugin: tests beside each other use ids of their own.</summary>
public static class Canary
{
    public static void Await(string id, string path) => AppDomain.CurrentDomain.SetData(KeyOf(id), path);

#pragma warning disable CA2255 // What a hostile plugin would do.
    [ModuleInitializer]
    internal static void Sing()
#pragma warning restore CA2255
    {
        // The host names the context after the plugin.
        string? id = AssemblyLoadContext.GetLoadContext(typeof(Canary).Assembly)?.Name;
        if (AppDomain.CurrentDomain.GetData(KeyOf(id)) is string path) File.Create(path).Dispose();
    }

    private static string KeyOf(string? id) => "modkit-canary-file " + id;
}
