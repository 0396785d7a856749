using System.Numerics;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Proposes what moves the morphs of a character: by their names, and by where and how they move the face.</summary>
public static class RigProposer
{
    /// <summary>Fewer motions do not tell how a face stands.</summary>
    private const int LeastMotions = 8;

    /// <param name="meshes">The character's meshes with morphs; a morph of the same name in several meshes is one channel.</param>
    /// <param name="useNames">Whether names count; else geometry alone.</param>
    public static RigProposal Propose(IReadOnlyList<FaceMesh> meshes, bool useNames)
    {
        ArgumentNullException.ThrowIfNull(meshes);
        string[] names = [.. meshes.SelectMany(mesh => mesh.Morphs).Select(morph => morph.Name).Distinct(StringComparer.Ordinal)];
        ChannelProposal?[] byName = useNames ? NameMatcher.Match(names) : new ChannelProposal?[names.Length];
        if (!byName.Contains(null)) return new RigProposal(byName!);

        HashSet<string> taken = [.. byName.OfType<ChannelProposal>().SelectMany(proposal => proposal.Sources).Select(source => source.Name)];
        Dictionary<string, ChannelProposal> byMotion = ProposeByMotion(meshes);
        return new RigProposal([.. names.Select((name, i) => byName[i] ?? Untaken(name, byMotion.GetValueOrDefault(name), taken))]);
    }

    /// <summary>Proposes for the channels of a format, of which there are only names.</summary>
    public static RigProposal Propose(IReadOnlyList<string> channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ChannelProposal?[] byName = NameMatcher.Match(channels);
        return new RigProposal([.. channels.Select((name, i) => byName[i] ?? Unknown(name, "not known"))]);
    }

    /// <summary>A motion that a name claims already belongs to that name.</summary>
    private static ChannelProposal Untaken(string name, ChannelProposal? byMotion, HashSet<string> taken) =>
        byMotion is null ? Unknown(name, "moves nothing")
        : byMotion.Sources.Any(source => taken.Contains(source.Name)) ? Unknown(name, byMotion.Reason + "; a morph with a name does that")
        : byMotion;

    private static ChannelProposal Unknown(string name, string reason) => new(name, [], 0, reason);

    private static Dictionary<string, ChannelProposal> ProposeByMotion(IReadOnlyList<FaceMesh> meshes)
    {
        IReadOnlyDictionary<string, MotionMoments> measured = FaceMotion.Measure(meshes);
        string[] names = [.. measured.Keys];
        if (names.Length < LeastMotions) return names.ToDictionary(name => name, name => Unknown(name, "too few morphs to tell them by their motion"), StringComparer.Ordinal);
        MotionMoments[] motions = [.. names.Select(name => measured[name])];
        MotionTable reference = MotionTable.Load();
        MotionMatcher.Match match = MotionMatcher.Find(motions, reference);
        Dictionary<string, ChannelProposal> proposals = new(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            string reason = Describe(motions[i].In(match.Frame), reference) + (match.Twins[i] >= 0 && match.Twins[i] != i ? $"; mirrored by {names[match.Twins[i]]}" : "");
            int column = match.Columns[i];
            proposals.Add(names[i], column < 0
                ? new ChannelProposal(names[i], [], 0, reason + "; like no ARKit shape")
                : new ChannelProposal(names[i], [new ProposedSource(reference.Names[column], 1)], match.Confidence(i), reason));
        }
        return proposals;
    }

    /// <summary>In words: which part of the face, and where to.</summary>
    private static string Describe(in MotionMoments motion, MotionTable reference)
    {
        Vector3 centre = motion.Centre, direction = motion.Direction;
        string nearest = reference.Names[Enumerable.Range(0, reference.Names.Count).MinBy(i => Vector3.DistanceSquared(reference.Motions[i].Centre, centre))];
        string region = nearest.StartsWith("eye", StringComparison.Ordinal) ? "eye" : nearest.StartsWith("brow", StringComparison.Ordinal) ? "brow"
            : nearest.StartsWith("nose", StringComparison.Ordinal) ? "nose" : nearest.StartsWith("cheek", StringComparison.Ordinal) ? "cheek" : centre.Y < -1 ? "jaw" : "mouth";
        const float aside = 0.15f, clear = 0.35f;
        string side = centre.X > aside ? "left " : centre.X < -aside ? "right " : "";
        Vector3 size = Vector3.Abs(direction);
        string way = direction.Length() < clear ? (motion.Gradient.M22 > 0 ? "opens" : "closes")
            : size.Y >= size.X && size.Y >= size.Z ? (direction.Y > 0 ? "goes up" : "goes down")
            : size.X >= size.Z ? (direction.X > 0 ? "goes left" : "goes right")
            : direction.Z > 0 ? "comes forward" : "goes back";
        return $"{side}{region} {way}";
    }
}
