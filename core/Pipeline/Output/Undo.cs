using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Takes back the files of a set when a later one cannot be put in place.</summary>
internal sealed class Undo(string? stagingFolder) : IDisposable
{
    private readonly List<string> _newPaths = [];
    private readonly List<AtomicFile> _oldContents = [];
    private bool _isDone;

    /// <summary>A file that was not there before.</summary>
    public void RememberNew(string path) => _newPaths.Add(path);

    /// <summary>Stages the present content of a file that is about to be replaced.</summary>
    public void RememberContent(string path) => _oldContents.Add(AtomicFile.StageCopy(path, path, stagingFolder));

    /// <summary>Everything is in place: nothing is taken back.</summary>
    public void Forget() => _isDone = true;

    public void Dispose()
    {
        if (!_isDone)
        {
            foreach (AtomicFile copy in _oldContents) TryTo(copy.Commit);
            foreach (string path in _newPaths) TryTo(() => File.Delete(path));
        }
        foreach (AtomicFile copy in _oldContents) copy.Dispose();
    }

    /// <summary>One file that cannot be restored must not keep the others from it; the error that led here is already on its way.</summary>
    private static void TryTo(Action restore)
    {
        try
        {
            restore();
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception) || exception is ModkitException)
        {
        }
    }
}
