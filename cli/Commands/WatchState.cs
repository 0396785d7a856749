using Audio2Face.Modkit.Pipeline;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>What <c>a2f watch</c> works with at a moment, and which recordings it still has to animate.</summary>
internal sealed class WatchState(AnimateRequest request, Profile profile)
{
    private readonly HashSet<string> _outdated = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _recordingOfEdits = new(StringComparer.Ordinal);
    private bool _isAllOutdated = true;
    private HashSet<string> _done = new(StringComparer.Ordinal);

    public AnimateRequest Request { get; set; } = request;

    public Profile Profile { get; set; } = profile;

    /// <summary>SHA-256 by full path of the files made so far: they may be made again.</summary>
    public Dictionary<string, string> OwnFiles { get; } = new(StringComparer.Ordinal);

    /// <summary>Everything has to be made again.</summary>
    public void Outdate()
    {
        _isAllOutdated = true;
        _done = new HashSet<string>(StringComparer.Ordinal);
    }

    /// <summary>One recording has to be animated again.</summary>
    public void Outdate(string path)
    {
        _outdated.Add(path);
        _done.Remove(path);
    }

    /// <summary>The recording whose line has its edits in this file, or null.</summary>
    public string? RecordingEditedIn(string editsPath) => _recordingOfEdits.GetValueOrDefault(editsPath);

    public bool IsOutOfDate(Line line)
    {
        string path = Path.GetFullPath(line.InputPath);
        return _outdated.Contains(path) || (_isAllOutdated && !_done.Contains(path));
    }

    /// <summary>A line was made, or cannot be made as things are.</summary>
    public void Finish(LineResult result)
    {
        string path = Path.GetFullPath(result.Line.InputPath);
        _outdated.Remove(path);
        _done.Add(path);
        _recordingOfEdits[Path.GetFullPath(result.Line.Target.EditsPath)] = path;
        foreach (OutputFile file in result.Files) OwnFiles[file.Path] = file.Sha256;
    }

    /// <summary>Nothing is left to do.</summary>
    public void FinishAll()
    {
        _isAllOutdated = false;
        _outdated.Clear();
    }
}
