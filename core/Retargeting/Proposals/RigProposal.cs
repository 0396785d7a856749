using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>A proposal for every morph of a character.</summary>
/// <param name="Channels">One for every name, in the file's order.</param>
public sealed record RigProposal(IReadOnlyList<ChannelProposal> Channels)
{
    /// <summary>The ARKit channels that no morph seems to show. Those that one may show are not among them: their going unused is worth a word.</summary>
    public IReadOnlyList<string> Unsupported =>
    [
        .. ArkitChannels.All.Except(
            from channel in Channels
            from source in channel.Sources
            select source.Name,
            StringComparer.Ordinal),
    ];
}
