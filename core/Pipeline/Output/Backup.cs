namespace Audio2Face.Modkit.Pipeline;

/// <summary>Keeps the first version of a file that is about to be replaced.</summary>
internal static class Backup
{
    /// <summary>What is added to the name.</summary>
    public const string Suffix = ".bak";

    /// <summary>Copies a file to its backup unless there is one already: the oldest version is the one the user made.</summary>
    public static void KeepFirst(string path, string? stagingFolder)
    {
        if (Path.Exists(path + Suffix)) return;
        using AtomicFile copy = AtomicFile.StageCopy(path, path + Suffix, stagingFolder);
        copy.Commit();
    }
}
