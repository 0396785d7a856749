using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Pipeline;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>The plugins the user means, and the file that says which are trusted.</summary>
internal sealed class PluginTrustFile(Workbench bench)
{
    private PluginHostOptions Options => bench.PluginOptions;

    /// <summary>The plugin of an id, or in a folder, or null when there is none.</summary>
    public PluginStatus? Find(string idOrFolder)
    {
        if (File.Exists(Path.Combine(idOrFolder, "plugin.json")))
        {
            string folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(idOrFolder));
            using PluginHost host = new(Options with { OtherFolders = [.. Options.OtherFolders, folder] });
            return host.Plugins.First(plugin => plugin.Folder == folder);
        }
        // Of several the one that waits for an answer.
        return bench.Plugins.Plugins.Where(plugin => plugin.Id == idOrFolder).OrderBy(plugin => plugin.State == PluginState.NeedsConsent ? 0 : 1).FirstOrDefault();
    }

    /// <summary>Changes who is trusted.</summary>
    /// <exception cref="ModkitException">USE21 there is no place for the file, or OUT: it cannot be written.</exception>
    public void Change(Func<PluginTrust, PluginTrust> change)
    {
        if (Options.TrustFile is not { } path) throw new ModkitException(UsageIssues.NoUserFolder());
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModkitException(UsageIssues.NoUserFolder(), exception);
        }
        using AtomicFile file = AtomicFile.Begin(path);
        using (StreamWriter writer = new(file.Stream, leaveOpen: true)) writer.Write(change(Options.ReadTrust()).ToString());
        file.Commit();
    }
}
