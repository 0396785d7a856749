using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>A plugin's format as the rest of the program uses it: held to its limits, and of no use after the plugin is unloaded.</summary>
internal class HostedFormat : IRigFormat
{
    private readonly int _index;

    protected HostedFormat(PluginSession session, int index, FormatDescription description, TimeSpan limit)
    {
        (Session, _index, Description, Limit) = (session, index, description, limit);
    }

    /// <inheritdoc/>
    public FormatDescription Description { get; }

    protected PluginSession Session { get; }

    protected TimeSpan Limit { get; }

    protected IRigFormat Own => Session.Format(_index);

    public static HostedFormat Create(PluginSession session, int index, IRigFormat format, FormatDescription description, TimeSpan limit) =>
        format is IReadableFormat
            ? new HostedReadableFormat(session, index, description, limit)
            : new HostedFormat(session, index, description, limit);

    /// <inheritdoc/>
    public async ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        HostedOutput hosted = new(Session.Identity, output);
        try
        {
            // The plugin's object is not kept here: whoever goes on after this call would keep it, too.
            await GuardedCall.RunAsync(Session.Identity, $"while it wrote '{Description.Id}'", Limit,
                token => Own.WriteAsync(track, line, hosted, token), cancellation).ConfigureAwait(false);
        }
        finally
        {
            hosted.Close();
        }
    }
}
