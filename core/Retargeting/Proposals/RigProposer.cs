using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Proposes what moves the morphs of a character: by their names, and by where and how they move the face.</summary>
public static class RigProposer
{
    /// <param name="meshes">The character's meshes with morphs; a morph of the same name in several meshes is one channel.</param>
    /// <param name="useNames">Whether names count; else geometry alone.</param>
    public static RigProposal Propose(IReadOnlyList<FaceMesh> meshes, bool useNames)
    {
        ArgumentNullException.ThrowIfNull(meshes);
        string[] names = [.. meshes.SelectMany(mesh => mesh.Morphs).Select(morph => morph.Name).Distinct(StringComparer.Ordinal)];
        ChannelProposal?[] byName = useNames ? NameMatcher.Match(names) : new ChannelProposal?[names.Length];
        return new RigProposal([.. names.Select((name, i) => byName[i] ?? new ChannelProposal(name, [], 0, "not known"))]);
    }

    /// <summary>Proposes for the channels of a format, of which there are only names.</summary>
    public static RigProposal Propose(IReadOnlyList<string> channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ChannelProposal?[] byName = NameMatcher.Match(channels);
        return new RigProposal([.. channels.Select((name, i) => byName[i] ?? new ChannelProposal(name, [], 0, "not known"))]);
    }
}
