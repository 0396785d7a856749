using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Decides where the files of every recording go.</summary>
public static class OutputPlanner
{
    /// <summary>Plans a run.</summary>
    /// <param name="inputs">Recordings, no path twice.</param>
    /// <param name="isSingle">Whether the user named just one recording, so that <paramref name="output"/> may be a file.</param>
    /// <param name="output">What the user gave: null (beside each recording), a folder, or a file.</param>
    /// <param name="mainExtension">Extension of the format's main file.</param>
    /// <param name="template">Places files below the folder of a mod, which is then what <paramref name="output"/> names; or null.</param>
    /// <returns>One line per recording, in order; lines that would write a file of an earlier one carry the issue OUT06.</returns>
    /// <remarks>
    /// <paramref name="output"/> is a folder when there are several recordings, when it ends in a separator or when it is one;
    /// otherwise a file, which gets the format's extension when it has none.
    /// </remarks>
    /// <exception cref="ModkitException">OUT11: the file's extension is not the format's. OUT12: a file for several recordings.</exception>
    public static IReadOnlyList<Line> Plan(IReadOnlyList<string> inputs, bool isSingle, string? output, string mainExtension, OutputTemplate? template = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(mainExtension);
        if (output is not null && isSingle && IsFileName(output, mainExtension, template))
            return [new Line(inputs[0], FileTarget(output, mainExtension))];
        if (output is not null && File.Exists(output)) throw new ModkitException(OutputIssues.FileForSeveral(Path.GetFileName(output)));

        Dictionary<string, string> inputByTarget = new(OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        List<Line> lines = [];
        foreach (string input in inputs)
        {
            string stem = Path.GetFileNameWithoutExtension(input) is { Length: > 0 } name ? name : Path.GetFileName(input);
            OutputTarget target = new(output ?? Path.GetDirectoryName(Path.GetFullPath(input))!, stem, mainExtension);
            if (template is not null)
            {
                try
                {
                    target = template.Place(input, mainExtension);
                }
                catch (ModkitException exception)
                {
                    lines.Add(new Line(input, target, exception.Issues[0]));
                    continue;
                }
            }
            Issue? obstacle = inputByTarget.TryAdd(target.MainPath, Path.GetFileName(input)) ? null
                : OutputIssues.SameTarget(Path.GetFileName(target.MainPath), inputByTarget[target.MainPath]);
            lines.Add(new Line(input, target, obstacle));
        }
        return lines;
    }

    /// <summary>Says where the emotions of every line go.</summary>
    /// <param name="lines">The run.</param>
    /// <param name="isSingle">Whether the user named just one recording, so that <paramref name="output"/> may be a file.</param>
    /// <param name="output">A folder, or a file, which gets the extension when it has none.</param>
    /// <returns>The lines; those that would write a file of an earlier one carry the issue OUT06.</returns>
    /// <exception cref="ModkitException">OUT12: a file for several recordings.</exception>
    public static IReadOnlyList<Line> PlanEmotions(IReadOnlyList<Line> lines, bool isSingle, string output)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(output);
        if (isSingle && IsFileName(output, EmotionTable.Extension, template: null))
            return [lines[0] with { EmotionsPath = Path.GetFullPath(Path.HasExtension(output) ? output : output + EmotionTable.Extension) }];
        if (File.Exists(output)) throw new ModkitException(OutputIssues.FileForSeveral(Path.GetFileName(output)));

        Dictionary<string, string> inputByPath = new(StringComparer.OrdinalIgnoreCase);
        List<Line> planned = [];
        foreach (Line line in lines)
        {
            string path = Path.GetFullPath(Path.Combine(output, line.RecordingName + EmotionTable.Extension));
            bool isFree = inputByPath.TryAdd(path, line.InputName);
            planned.Add(line with { EmotionsPath = path, Obstacle = line.Obstacle ?? (isFree ? null : OutputIssues.SameTarget(Path.GetFileName(path), inputByPath[path])) });
        }
        return planned;
    }

    /// <summary>Whether the user's output names a file. With a template only the format's extension says so: a mod is a folder.</summary>
    private static bool IsFileName(string output, string mainExtension, OutputTemplate? template) =>
        !Path.EndsInDirectorySeparator(output) && !Directory.Exists(output)
        && (template is null || output.EndsWith(mainExtension, StringComparison.OrdinalIgnoreCase));

    private static OutputTarget FileTarget(string output, string mainExtension)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(output))!;
        string name = Path.GetFileName(output);
        if (name.EndsWith(mainExtension, StringComparison.OrdinalIgnoreCase) && name.Length > mainExtension.Length)
            return new OutputTarget(folder, name[..^mainExtension.Length], mainExtension, name);
        string extension = Path.GetExtension(name);
        if (extension.Length == 0) return new OutputTarget(folder, name, mainExtension);
        // face.json is a fair name for a file of a format that ends in .a2f.json.
        if (mainExtension.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            return new OutputTarget(folder, Path.GetFileNameWithoutExtension(name), mainExtension, name);
        throw new ModkitException(OutputIssues.WrongExtension(name, mainExtension));
    }
}
