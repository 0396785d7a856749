using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>The output a plugin gets for one call: checks the extensions it asks for and refuses once the call is over.</summary>
internal sealed class HostedOutput(PluginIdentity plugin, IFormatOutput output) : IFormatOutput
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _extensions = new(StringComparer.OrdinalIgnoreCase);
    private bool _isClosed;

    /// <inheritdoc/>
    public Stream Create(string extension)
    {
        lock (_gate)
        {
            if (_isClosed) throw Refuse(extension, "its time is over");
            if (!FileExtension.IsValid(extension)) throw Refuse(extension ?? "", "that is not a file extension");
            if (!_extensions.Add(extension)) throw Refuse(extension, "it did so before");
            return output.Create(extension);
        }
    }

    /// <summary>Refuses every file from now on.</summary>
    public void Close()
    {
        lock (_gate) _isClosed = true;
    }

    private ModkitException Refuse(string extension, string why) => new(PluginIssues.BadOutput(plugin, extension, why));
}
