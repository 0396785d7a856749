using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>
/// Holds on to the code of a format for a piece of work, such as a line: until this is disposed the format works as it was
/// described, whatever is reloaded or removed meanwhile.
/// </summary>
public sealed class FormatLease : IDisposable
{
    private PluginSession? _session;

    internal FormatLease(PluginSession session, IRigFormat format, PluginStatus plugin)
    {
        (_session, Format, Plugin) = (session, format, plugin);
    }

    /// <summary>The format. Leases of the same code give the same object.</summary>
    public IRigFormat Format { get; }

    /// <summary>The plugin it belongs to, as it was when the lease began.</summary>
    public PluginStatus Plugin { get; }

    /// <summary>Lets go. Doing it twice does nothing.</summary>
    public void Dispose() => Interlocked.Exchange(ref _session, null)?.EndLease();
}
