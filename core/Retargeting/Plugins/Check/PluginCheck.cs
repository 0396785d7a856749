using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Checks a plugin from its manifest to its unloading. None of its code runs unless it is trusted.</summary>
public static class PluginCheck
{
    /// <summary>Checks the plugin in a folder.</summary>
    /// <param name="options">Whom the host trusts, and the other plugins it may need.</param>
    /// <param name="folder">Full path of the folder with <c>plugin.json</c>.</param>
    /// <param name="isTrusted">Whether its code may run whatever the options say.</param>
    /// <param name="rigs">By format the channels of a rig it is used with; without an entry a format without channels of its own gets the ARKit ones.</param>
    /// <param name="report">Told of each finding.</param>
    /// <returns>The issue that kept its code from running, or null.</returns>
    public static async Task<Issue?> RunAsync(
        PluginHostOptions options, string folder, bool isTrusted, IReadOnlyDictionary<string, IReadOnlyList<RigChannel>> rigs, Action<CheckFinding> report)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rigs);
        ArgumentNullException.ThrowIfNull(report);
        PluginHostOptions withFolder = options with { OtherFolders = [.. options.OtherFolders, folder], IsForAuthor = true };
        PluginHost host = new(withFolder);
        PluginStatus? plugin = host.Plugins.FirstOrDefault(candidate => candidate.Folder == folder);
        if (isTrusted && plugin is { State: PluginState.NeedsConsent })
        {
            host.Dispose();
            host = new PluginHost(withFolder with { TrustedSha256 = [.. options.TrustedSha256, plugin.Sha256] });
            plugin = host.Plugins.First(candidate => candidate.Folder == folder);
        }
        using (host)
        {
            if (plugin?.State is not (PluginState.Found or PluginState.NeedsConsent))
            {
                report(new CheckFinding("manifest", false, plugin?.Reason ?? "there is none"));
                return plugin?.Issue;
            }
            report(new CheckFinding("manifest", true, $"{plugin.Id} {plugin.Version}, contract {PluginApi.Level}, SHA-256 {plugin.Sha256}"));
            if (plugin.State == PluginState.NeedsConsent)
                return plugin.Issue! with { Hint = "--yes runs its code this once; 'a2f plugin trust' lets it run from now on." };
            if (!await CheckCodeAsync(host, plugin, rigs, report).ConfigureAwait(false)) return null;
            host.Dispose();
            bool isGone = host.ConfirmUnloaded(options.UnloadLimit);
            report(new CheckFinding("leaves memory when unloaded", isGone, isGone ? "" : host.Plugins.First(candidate => candidate.Folder == folder).Reason));
            return null;
        }
    }

    private static async Task<bool> CheckCodeAsync(
        PluginHost host, PluginStatus plugin, IReadOnlyDictionary<string, IReadOnlyList<RigChannel>> rigs, Action<CheckFinding> report)
    {
        try
        {
            _ = host.GetFormat(plugin.Formats[0]);
        }
        catch (ModkitException exception)
        {
            report(new CheckFinding("loads and describes its formats", false, exception.Issues[0].Text));
            return false;
        }
        report(new CheckFinding("loads and describes its formats", true, string.Join(", ", plugin.Formats)));
        report(LookForState(host, plugin));
        foreach (string id in plugin.Formats)
        {
            foreach (CheckFinding finding in await new FormatCheck(host.GetFormat(id), rigs.GetValueOrDefault(id)).RunAsync().ConfigureAwait(false))
                report(finding with { What = $"{id}: {finding.What}" });
        }
        return true;
    }

    private static CheckFinding LookForState(PluginHost host, PluginStatus plugin)
    {
        const string What = "keeps no state in static fields";
        try
        {
            IReadOnlyList<string> statics = host.FindMutableStatics(plugin.Formats[0]);
            return new CheckFinding(What, statics.Count == 0, string.Join(", ", statics));
        }
        catch (ModkitException exception)
        {
            // Some of its types need an assembly that is not there.
            return new CheckFinding(What, false, exception.Issues[0].Text);
        }
    }
}
