using System.Text;
using System.Text.Json.Nodes;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>A folder of plugins made for one test. Their code is this test assembly.</summary>
internal sealed class PluginFolder : IDisposable
{
    private static readonly string _assembly = typeof(PluginFolder).Assembly.Location;

    public string Root { get; } = Directory.CreateTempSubdirectory("modkit-plugins-").FullName;

    /// <summary>Adds a plugin whose entry type is one of <see cref="Fakes"/>; gives back its folder.</summary>
    public string Add(string id, Type type, string[] formats, string version = "1.0.0", Action<JsonObject>? change = null)
    {
        JsonObject manifest = new()
        {
            ["id"] = id,
            ["name"] = id,
            ["version"] = version,
            ["api_level"] = 1,
            ["entry"] = Path.GetFileName(_assembly),
            ["type"] = type.FullName,
            ["formats"] = new JsonArray([.. formats.Select(format => JsonValue.Create(format))]),
            ["authors"] = new JsonArray("Test"),
            ["license"] = "MIT",
        };
        change?.Invoke(manifest);
        string folder = AddText(id, version, manifest.ToJsonString());
        File.Copy(_assembly, Path.Combine(folder, Path.GetFileName(_assembly)), overwrite: true);
        return folder;
    }

    /// <summary>Adds or replaces a plugin of code of its own: a copy of this assembly in which one letter of a text is another.</summary>
    public string AddMarked(string id, string version, byte marker)
    {
        byte[] assembly = File.ReadAllBytes(_assembly);
        byte[] text = Encoding.Unicode.GetBytes(Fakes.Marked.Marker);
        int at = assembly.AsSpan().IndexOf(text);
        Assert.True(at > 0 && assembly.AsSpan(at + 1).IndexOf(text) < 0, "the marker is not there just once");
        assembly[at + text.Length - 2] = marker;
        string folder = Add(id, typeof(Fakes.Marked), ["fake-marked"], version);
        using FileStream stream = File.Create(Path.Combine(folder, Path.GetFileName(_assembly)));
        stream.Write(assembly);
        return folder;
    }

    /// <summary>Adds a folder with nothing but a manifest of this text.</summary>
    public string AddText(string id, string version, string manifest)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Root, id, version)).FullName;
        using FileStream stream = File.Create(Path.Combine(folder, "plugin.json"));
        stream.Write(Encoding.UTF8.GetBytes(manifest));
        return folder;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
