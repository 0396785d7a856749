using Audio2Face.Modkit.Cli.Models;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Inference;
using Audio2Face.Modkit.Media;
using Audio2Face.Modkit.Meshes;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli;

/// <summary>What the commands work with, made when first asked for: <c>a2f --version</c> must not wait for a model.</summary>
/// <param name="terminal">Where to speak.</param>
/// <param name="homeFolder">The program's folder, with plugins/ and profiles/ beside it.</param>
internal sealed class Workbench(Terminal terminal, string homeFolder) : IDisposable
{
    private PluginHost? _plugins;

    public Terminal Terminal => terminal;

    public string HomeFolder => homeFolder;

    public MediaReader Media => field ??= new MediaReader();

    /// <summary>Foreign mesh formats are read by this very program in a process of its own, which <c>dotnet</c> or its own starter runs.</summary>
    public MeshReader Meshes => field ??= new MeshReader(Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "a2f"
        ? [Environment.ProcessPath!, "mesh-worker"]
        : ["dotnet", Path.Combine(homeFolder, "a2f.dll"), "mesh-worker"]);

    /// <summary>Where the user's installed profiles are, or null for a user who has no folder.</summary>
    public static string? ProfileFolder => UserFolder.Path is { } folder ? Path.Combine(folder, "profiles") : null;

    public ProfileLibrary Profiles => field ??= new ProfileLibrary([Path.Combine(homeFolder, "profiles"), .. ProfileFolder is { } own ? [own] : Array.Empty<string>()]);

    /// <summary>Every profile that can be read.</summary>
    public IReadOnlyList<Profile> KnownProfiles => [.. Profiles.List().Select(entry => entry.Profile).OfType<Profile>()];

    public PluginHost Plugins => _plugins ??= new PluginHost(PluginOptions);

    /// <summary>Where plugins are looked for and who is trusted. The user's wishes count until the host is first asked for.</summary>
    public PluginHostOptions PluginOptions { get; set; } = new()
    {
        BuiltInFolders = [Path.Combine(homeFolder, "plugins")],
        OtherFolders = UserFolder.Path is { } user ? [Path.Combine(user, "plugins")] : [],
        TrustFile = UserFolder.Path is { } folder ? Path.Combine(folder, "trusted-plugins.txt") : null,
    };

    /// <summary>Opens a model; the caller disposes it.</summary>
    /// <param name="model">A built-in name, one that was added, or a bundle's folder; null is the default model.</param>
    /// <param name="device">Name of a device, or null for the best one.</param>
    /// <param name="options">How its face is formed, or null.</param>
    public static FaceModel OpenModel(string? model, string? device, FaceModelOptions? options = null)
    {
        options ??= new FaceModelOptions();
        if (options.EmotionModel is { } hearing) options = options with { EmotionModel = ModelRegistry.Locate(hearing) };
        return FaceModel.Open(ModelRegistry.Locate(model), device is null ? options : options with { Device = device });
    }

    public void Dispose() => _plugins?.Dispose();
}
