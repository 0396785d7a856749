using System.Text.Json;
using System.Text.RegularExpressions;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference;
using Audio2Face.Modkit.Pipeline;

namespace Audio2Face.Modkit.Cli.Models;

/// <summary>The models a user has added, one JSON file each in a folder; those that came packed lie beside their file.</summary>
/// <param name="folder">The folder, which need not exist.</param>
internal sealed partial class ModelRegistry(string folder)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Where the user's models are remembered, or null for a user who has no folder.</summary>
    public static ModelRegistry? OfUser => UserFolder.Path is { } user ? new ModelRegistry(Path.Combine(user, "models")) : null;

    /// <summary>Where models that come packed are unpacked to.</summary>
    public string Folder => folder;

    /// <summary>What the inference is to open: a built-in name, the folder of a model that was added, or the path as it is.</summary>
    /// <param name="model">What the user wrote; null is the default model.</param>
    /// <exception cref="ModkitException">USE24: a name, but of nothing that is known. USE29: what is remembered cannot be read.</exception>
    public static string? Locate(string? model)
    {
        if (model is null || FaceModel.BuiltInNames.Contains(model)) return model;
        if (OfUser?.Find(model) is { } added) return added.Folder;
        if (Directory.Exists(model) || !IsName(model)) return model;
        throw new ModkitException(UsageIssues.UnknownModel(model, [.. FaceModel.BuiltInNames, .. OfUser?.Names ?? []]));
    }

    /// <summary>Whether a model may be called that.</summary>
    public static bool IsName(string name) => NamePattern().IsMatch(name);

    /// <summary>Names of the models, in order.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Where(IsName).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>What is remembered of a model, or null when it was never added.</summary>
    /// <exception cref="ModkitException">USE29: it cannot be read.</exception>
    public RegisteredModel? Find(string name)
    {
        if (!IsName(name) || !File.Exists(EntryPath(name))) return null;
        try
        {
            RegisteredModel? model = JsonSerializer.Deserialize<RegisteredModel>(File.ReadAllBytes(EntryPath(name)), _json);
            if (model is { Name: not null, Folder: not null, Licence: not null, Files: not null } && model.Name == name) return model;
            throw new ModkitException(UsageIssues.BrokenModelEntry(EntryPath(name), name));
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ModkitException(UsageIssues.BrokenModelEntry(EntryPath(name), name), exception);
        }
    }

    /// <summary>Remembers a model, in the place of one of its name.</summary>
    /// <exception cref="ModkitException">USE21 or an OUT code: it cannot be written.</exception>
    public void Add(RegisteredModel model)
    {
        Prepare();
        using AtomicFile file = AtomicFile.Begin(EntryPath(model.Name));
        JsonSerializer.Serialize(file.Stream, model, _json);
        file.Commit();
    }

    /// <summary>Forgets a model; one that the program unpacked is deleted.</summary>
    public void Remove(string name)
    {
        // The files first: while they are remembered, what was begun can be ended.
        string unpacked = Path.Combine(folder, name);
        if (Directory.Exists(unpacked)) Directory.Delete(unpacked, recursive: true);
        File.Delete(EntryPath(name));
    }

    /// <summary>Makes the folder.</summary>
    /// <exception cref="ModkitException">USE21: it cannot be made.</exception>
    public void Prepare()
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModkitException(UsageIssues.NoUserFolder(), exception);
        }
    }

    private string EntryPath(string name) => Path.Combine(folder, name + ".json");

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,63}$")]
    private static partial Regex NamePattern();
}
