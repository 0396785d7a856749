using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>
/// The golden frame test: still faces that are the same for everybody, sent through a profile without its timing. Its hash changes
/// when a profile, or a newer program, moves the rig otherwise; what only concerns people (names, authors, comments) leaves it alone.
/// </summary>
/// <remarks>
/// The faces are: all at rest; each of <see cref="ArkitChannels.All"/> alone at 1, in order; lips closed and half closed over an open
/// jaw; an open, a rounded and a wide mouth. What is hashed (SHA-256, UTF-8) is one line per face: the channels' places in their ranges with three
/// decimals, joined by blanks, ended by LF. The first line holds the channels' names joined by tabs.
/// </remarks>
public static class GoldenFrames
{
    private static readonly (string Channel, float Weight)[][] _faces =
    [
        [],
        .. ArkitChannels.All.Select(channel => new[] { (channel, 1f) }),
        [("jawOpen", 0.25f), ("mouthClose", 0.25f), ("mouthPressLeft", 0.4f), ("mouthPressRight", 0.4f)],
        [("jawOpen", 0.5f), ("mouthClose", 0.2f)],
        [("jawOpen", 0.7f), ("mouthLowerDownLeft", 0.3f), ("mouthLowerDownRight", 0.3f), ("mouthUpperUpLeft", 0.2f), ("mouthUpperUpRight", 0.2f)],
        [("jawOpen", 0.3f), ("mouthFunnel", 0.5f), ("mouthPucker", 0.6f)],
        [("jawOpen", 0.15f), ("mouthStretchLeft", 0.4f), ("mouthStretchRight", 0.4f), ("mouthSmileLeft", 0.3f), ("mouthSmileRight", 0.3f)],
    ];

    /// <summary>The hash, in lower-case hexadecimal.</summary>
    public static string Hash(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        StillFaces faces = new(profile);
        StringBuilder text = new();
        text.AppendJoin('\t', profile.Channels.Select(channel => channel.Rig.Name)).Append('\n');
        foreach ((string, float)[] face in _faces)
        {
            RigTrack rig = faces.Map(face);
            text.AppendJoin(' ', rig.Channels.Select((channel, i) => Share(rig.Curves[0, i], channel))).Append('\n');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>What is wrong with a profile's promise of this hash: nothing, or one issue.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="place">What to call it.</param>
    public static IReadOnlyList<Issue> Check(Profile profile, string place)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (profile.Expect is not { GoldenSha256.Length: > 0 } expect) return [];
        string hash = Hash(profile);
        return hash == expect.GoldenSha256 ? [] : [ProfileIssues.ExpectationMissed(place, $"it moves the golden frames otherwise; their hash is now {hash}")];
    }

    private static string Share(float value, RigChannel channel) =>
        // Adding 0 turns a negative zero into a zero.
        (Math.Round((value - (double)channel.Minimum) / (channel.Maximum - (double)channel.Minimum), 3) + 0).ToString("0.000", CultureInfo.InvariantCulture);
}
