using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>One plugin folder and all the host knows about it. Guarded by the host's lock.</summary>
internal sealed class PluginSlot(string folder, string folderName, PluginOrigin origin)
{
    public string Folder => folder;

    public PluginOrigin Origin => origin;

    /// <summary>The manifest, or null when it cannot be used.</summary>
    public PluginManifest? Manifest { get; set; }

    /// <summary>Hash of all files, or empty.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>The files until they are loaded.</summary>
    public PluginFiles? Files { get; set; }

    /// <summary>Names and lengths of the files.</summary>
    public IReadOnlyList<(string Name, long LengthBytes)> FileList { get; set; } = [];

    /// <summary>The loaded plugin, or null.</summary>
    public PluginSession? Session { get; set; }

    /// <summary>Hash of newer files that could not take this code's place, or empty.</summary>
    public string RefusedSha256 { get; private set; } = "";

    public string Id => Manifest?.Id ?? folderName;

    public PluginState State { get; private set; }

    public string Reason { get; private set; } = "";

    public Issue? Issue { get; private set; }

    public void Enter(PluginState state, string reason) => (State, Reason, Issue, RefusedSha256) = (state, reason, null, "");

    public void Enter(PluginState state, Issue issue) => (State, Reason, Issue, RefusedSha256) = (state, issue.Text, issue, "");

    /// <summary>The code loaded before stays in use because newer files are no good.</summary>
    public void KeepInPlaceOf(string sha256, Issue issue) =>
        (State, Reason, Issue, RefusedSha256) = (PluginState.Ready, $"The code loaded before stays in use. {issue.Text}", issue, sha256);

    public PluginStatus ToStatus() => new(
        Id, Manifest?.Name ?? folderName, Manifest?.Version.ToString() ?? "", State, Reason, Manifest?.Formats ?? [])
    {
        Origin = origin,
        Folder = folder,
        Sha256 = Sha256,
        Files = FileList,
        License = Manifest?.License ?? "",
        Authors = Manifest?.Authors ?? [],
        Source = Manifest?.Source,
        Permissions = Manifest?.Permissions ?? [],
        Issue = Issue,
    };
}
