using System.Collections.ObjectModel;
using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Makes sources of a manifest's rows. A row that names one recording goes before those that name folders or patterns; of two of these the first.</summary>
internal sealed class ManifestBinder(string folder, string? outputFolder, ManifestIssueList issues, CancellationToken cancellation)
{
    private readonly SourceLocator _locator = new(folder, outputFolder, cancellation);
    private readonly List<BatchSource> _named = [], _swept = [];
    private readonly Dictionary<(string, string?, string?, string?), int> _rowOfNamed = [];
    private readonly HashSet<(string, string?)> _taken = [], _sweptOnce = [];

    /// <summary>Every source so far.</summary>
    public List<BatchSource> Sources => [.. _named, .. _swept.Where(source => !_taken.Contains((source.Path, source.Entry)))];

    /// <summary>Adds what a row names.</summary>
    /// <exception cref="ModkitException">INP04: there are too many recordings.</exception>
    public void Add(ManifestRow row)
    {
        cancellation.ThrowIfCancellationRequested();
        for (int column = 0; column < ManifestColumns.All.Count; column++)
        {
            int most = column == ManifestColumns.Text ? ManifestLimits.LongestText : ManifestLimits.LongestCell;
            if (row[column]?.Length > most)
            {
                Mistake(row, column, FormattableString.Invariant($"has more than {most} characters"), "Shorten it.");
                return;
            }
        }
        if (row[ManifestColumns.Input]?.Replace('\\', '/') is not { } input)
        {
            Mistake(row, ManifestColumns.Input, "is empty", "Name the recording, or leave out the row.");
            return;
        }

        LocatedSources located = _locator.Find(input);
        BatchSource settings = Settings(row);
        if (located.Problem is { } problem)
        {
            // What is not there today may be tomorrow; the other rows are made meanwhile.
            string name = string.Join('/', input.Split('/').Where(part => part is not ("" or "." or "..")));
            _named.Add(settings with { Path = Path.Combine(folder, input), Name = name, Obstacle = problem with { Place = $"{issues.PlaceOf(row.Line)} ({problem.Place})" } });
        }
        else if (located.IsOne)
        {
            AddNamed(row, With(settings, located.Sources[0]));
        }
        else
        {
            if (settings.Output is not null) Mistake(row, ManifestColumns.Output, "names one output for several recordings", "Leave it empty, or give each recording a row.");
            _swept.AddRange(located.Sources.Where(source => _sweptOnce.Add((source.Path, source.Entry))).Select(source => With(settings, source)));
        }
        if (_named.Count + _swept.Count > Limits.BatchItems) throw new ModkitException(InputIssues.TooMany(issues.PlaceOf(row.Line)));
    }

    private void AddNamed(ManifestRow row, BatchSource source)
    {
        _taken.Add((source.Path, source.Entry));
        var key = (source.Path, source.Entry, source.Output, source.Language);
        if (_rowOfNamed.TryGetValue(key, out int other)) Mistake(row, ManifestColumns.Input, FormattableString.Invariant($"names the recording of row {other} again"), "Leave one out, or give each an 'output' of its own.");
        else _rowOfNamed.Add(key, row.Line);
        _named.Add(source);
    }

    private static BatchSource With(BatchSource settings, BatchSource found) => settings with { Path = found.Path, Entry = found.Entry, Name = found.Name, Obstacle = found.Obstacle };

    /// <summary>What a row says beside its recordings.</summary>
    private BatchSource Settings(ManifestRow row)
    {
        string? output = row[ManifestColumns.Output]?.Replace('\\', '/'), emotionsPath = null;
        if (output is not null && RelativeName.FaultOf(output) is { } fault)
            Mistake(row, ManifestColumns.Output, $"is no place below the output folder: {fault}", "Write a path such as npc/hello, without '..', drive or leading '/'.");
        IReadOnlyDictionary<string, float> emotions = ReadOnlyDictionary<string, float>.Empty;
        if (row[ManifestColumns.Emotion] is { } emotion)
        {
            if (EmotionFile.Extensions.Contains(Path.GetExtension(emotion), StringComparer.OrdinalIgnoreCase)) emotionsPath = EmotionsOf(row, emotion);
            else emotions = StrengthsOf(row, emotion);
        }
        return new BatchSource
        {
            Path = "",
            Name = "",
            Output = output,
            Profile = ProfileOf(row[ManifestColumns.Profile]),
            Emotions = emotions,
            EmotionsPath = emotionsPath,
            Speaker = row[ManifestColumns.Speaker],
            Language = row[ManifestColumns.Language],
            Text = row[ManifestColumns.Text],
        };
    }

    private string? EmotionsOf(ManifestRow row, string file)
    {
        string path = FullPath(file);
        if (File.Exists(path)) return path;
        Mistake(row, ManifestColumns.Emotion, $"names the file '{InputIssues.Shown(file)}', which is not there", "Paths are relative to the manifest.");
        return null;
    }

    private Dictionary<string, float> StrengthsOf(ManifestRow row, string text)
    {
        Dictionary<string, float> strengths = [];
        foreach (string each in text.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] parts = each.Split('=', 2, StringSplitOptions.TrimEntries);
            int index = EmotionChannels.IndexOf(parts[0]);
            if (index < 0)
                Mistake(row, ManifestColumns.Emotion, $"names '{InputIssues.Shown(parts[0])}', which is no emotion", NearestName.Find(parts[0], EmotionChannels.All) is { } near ? $"Did you mean '{near}'?" : $"There are: {string.Join(", ", EmotionChannels.All)}.");
            else if (parts.Length < 2 || !float.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out float strength) || !(strength is >= 0 and <= 1))
                Mistake(row, ManifestColumns.Emotion, $"has '{InputIssues.Shown(each)}', which is no strength from 0 to 1", "Write joy=0.6, several with ';' between, or the path of a .csv or .yaml file.");
            else strengths[EmotionChannels.All[index]] = strength;
        }
        return strengths;
    }

    /// <summary>A profile's name stays as it is; a file is looked for beside the manifest.</summary>
    private string? ProfileOf(string? profile) => profile is not null && FullPath(profile) is { } path && File.Exists(path) ? path : profile;

    private string FullPath(string path) => path.Contains('\0', StringComparison.Ordinal) ? "" : Path.GetFullPath(Path.Combine(folder, path.Replace('\\', '/')));

    private void Mistake(ManifestRow row, int column, string what, string hint) =>
        issues.Add(row.Line, place => InputIssues.ManifestValue(place, $"The column '{ManifestColumns.All[column]}' {what}.", hint));
}
