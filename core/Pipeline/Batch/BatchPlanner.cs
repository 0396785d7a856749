using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Decides where the files of every line of a batch go.</summary>
/// <param name="outputPath">Full path of the output folder.</param>
/// <param name="stagingFolder">Where files wait until they are whole, or null.</param>
public sealed class BatchPlanner(string outputPath, string? stagingFolder)
{
    /// <summary>Mods are for Windows, where names that differ in case are the same.</summary>
    private readonly Dictionary<string, string> _inputById = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Plans the next line: where a manifest says, else where the profile's template says, else as the recordings lie below what the user
    /// named. A line that would write the file of an earlier one carries the issue OUT06, so sources are planned in the same order everywhere.
    /// </summary>
    public BatchLine Plan(BatchSource source, Treatment treatment)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(treatment);
        string extension = treatment.Options.Format.Description.Extension;
        Issue? obstacle = source.Obstacle;
        OutputTarget target = AsNamed(source.Output ?? source.Name, source.Output is not null, extension);
        if (obstacle is null && source.Output is null && treatment.Template is { } template)
        {
            try
            {
                target = template.Place(PlaceOf(source), extension);
            }
            catch (ModkitException exception)
            {
                obstacle = exception.Issues[0];
            }
        }
        target = target with { Root = outputPath, StagingFolder = stagingFolder };
        string id = BatchFolder.NameOf(target.MainPath, outputPath);
        if (!_inputById.TryAdd(id, source.Name))
        {
            // A row of its own in the ledger, for a line of its own.
            obstacle ??= OutputIssues.SameTarget(Path.GetFileName(target.MainPath), _inputById[id]);
            id = $"{id} ({source.Name})";
        }
        return new BatchLine(source, treatment, target, id, obstacle);
    }

    private OutputTarget AsNamed(string name, bool isOutput, string extension)
    {
        string folder = Path.Combine(outputPath, Path.GetDirectoryName(name) ?? "");
        string file = Path.GetFileName(name);
        // An output may be named with the format's extension or without any; a recording always has one of its own.
        string stem = !isOutput ? Path.GetFileNameWithoutExtension(file)
            : file.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? file[..^extension.Length]
            : file;
        return new OutputTarget(folder, stem.Length > 0 ? stem : file, extension);
    }

    /// <summary>The recording as if it lay in a folder: an archive's folders count like any others.</summary>
    private static string PlaceOf(BatchSource source)
    {
        string path = source.Entry is null ? source.Path : Path.Combine(Path.ChangeExtension(source.Path, null), source.Entry);
        return Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileName(source.Name));
    }
}
