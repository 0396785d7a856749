using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Sings in the whole process, under the id of the plugin, as soon as code of a plugin runs. Tests beside each other use ids of their own.</summary>
public static class Canary
{
    public static bool HasSung(string id) => AppDomain.CurrentDomain.GetData(KeyOf(id)) is not null;

    public static void Silence(string id) => AppDomain.CurrentDomain.SetData(KeyOf(id), null);

#pragma warning disable CA2255 // What a hostile plugin would do.
    [ModuleInitializer]
    internal static void Sing()
#pragma warning restore CA2255
    {
        // The host names the context after the plugin.
        string? id = AssemblyLoadContext.GetLoadContext(typeof(Canary).Assembly)?.Name;
        AppDomain.CurrentDomain.SetData(KeyOf(id), "yes");
    }

    private static string KeyOf(string? id) => "modkit-fake-plugin-ran " + id;
}
