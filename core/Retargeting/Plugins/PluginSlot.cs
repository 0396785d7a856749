using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>One plugin folder and all the host knows about it. Guarded by the host's lock.</summary>
internal sealed class PluginSlot(string folderName, bool isBuiltIn)
{
    /// <summary>The manifest, or null when it cannot be used.</summary>
    public PluginManifest? Manifest { get; set; }

    /// <summary>Hash of all files, or empty.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>The files until they are loaded.</summary>
    public PluginFiles? Files { get; set; }

    /// <summary>The loaded plugin, or null.</summary>
    public PluginSession? Session { get; set; }

    public bool IsBuiltIn => isBuiltIn;

    public string Id => Manifest?.Id ?? folderName;

    public PluginState State { get; private set; }

    public string Reason { get; private set; } = "";

    public Issue? Issue { get; private set; }

    public void Enter(PluginState state, string reason) => (State, Reason, Issue) = (state, reason, null);

    public void Enter(PluginState state, Issue issue) => (State, Reason, Issue) = (state, issue.Text, issue);

    public PluginStatus ToStatus() => new(
        Id, Manifest?.Name ?? folderName, Manifest?.Version.ToString() ?? "", State, Reason, Manifest?.Formats ?? [])
    {
        IsBuiltIn = isBuiltIn,
        Sha256 = Sha256,
        License = Manifest?.License ?? "",
        Authors = Manifest?.Authors ?? [],
        Issue = Issue,
    };
}
