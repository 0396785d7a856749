using System.Text;
using System.Text.Json.Nodes;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>A folder of plugins made for one test. Their code is this test assembly.</summary>
internal sealed class PluginFolder : IDisposable
{
    private static readonly string _assembly = typeof(PluginFolder).Assembly.Location;

    public string Root { get; } = Directory.CreateTempSubdirectory("modkit-plugins-").FullName;

    /// <summary>Adds a plugin whose entry type is one of <see cref="Fakes"/>; gives back its folder.</summary>
    public string Add(string id, Type type, string[] formats, string version = "1.0.0", Action<JsonObject>? change = null) =>
        Add(id, type, formats, version, change, File.ReadAllBytes(_assembly));

    /// <summary>Adds or replaces a plugin of code of its own: a copy of this assembly in which one letter of a text is another.</summary>
    public string AddMarked(string id, string version, byte marker)
    {
        byte[] assembly = File.ReadAllBytes(_assembly);
        byte[] text = Encoding.Unicode.GetBytes(Fakes.Marked.Marker);
        int at = assembly.AsSpan().IndexOf(text);
        Assert.True(at > 0 && assembly.AsSpan(at + 1).IndexOf(text) < 0, "the marker is not there just once");
        assembly[at + text.Length - 2] = marker;
        return Add(id, typeof(Fakes.Marked), ["fake-marked"], version, null, assembly);
    }

    /// <summary>Adds a folder with nothing but a manifest of this text.</summary>
    public string AddText(string id, string version, string manifest)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Root, id, version)).FullName;
        Place(Path.Combine(folder, "plugin.json"), Encoding.UTF8.GetBytes(manifest));
        return folder;
    }

    private string Add(string id, Type type, string[] formats, string version, Action<JsonObject>? change, byte[] assembly)
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
        Place(Path.Combine(folder, Path.GetFileName(_assembly)), assembly);
        return folder;
    }

    /// <summary>Moved there whole: a host that watches may be reading the file before it.</summary>
    private void Place(string path, byte[] content)
    {
        string beside = Root + ".new";
        using (FileStream stream = File.Create(beside)) stream.Write(content);
        File.Move(beside, path, overwrite: true);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
