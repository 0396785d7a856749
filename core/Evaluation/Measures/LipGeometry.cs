using System.Collections.Frozen;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Evaluation.Measures;

/// <summary>
/// What one unit of an ARKit channel does to the lips, in millimetres: measured on the ARKit reference face of 1,220 vertices. The gap is
/// that between the inner lips, so that any combination of channels that brings it to 0 shuts the mouth.
/// </summary>
/// <param name="GapMm">Opens (or shuts) the lips.</param>
/// <param name="WidthMm">Widens the mouth.</param>
/// <param name="ProtrusionMm">Pushes the lips forward.</param>
internal sealed record LipGeometry(double GapMm = 0, double WidthMm = 0, double ProtrusionMm = 0)
{
    private static readonly LipGeometry _none = new();

    private static readonly FrozenDictionary<string, LipGeometry> _ofChannel = new Dictionary<string, LipGeometry>
    {
        ["jawForward"] = new(0, 0, 4.3),
        ["jawOpen"] = new(40.4),
        ["mouthClose"] = new(-40.4),
        ["mouthFunnel"] = new(9.2, -17.9, 6.3),
        ["mouthPucker"] = new(1.5, -15.4, 8.0),
        ["mouthLeft"] = new(0, -1.2),
        ["mouthRight"] = new(0, -1.2),
        ["mouthSmileLeft"] = new(0, 10.4, -1.4),
        ["mouthSmileRight"] = new(0, 10.4, -1.4),
        ["mouthFrownLeft"] = new(0, 1.7),
        ["mouthFrownRight"] = new(0, 1.7),
        ["mouthDimpleLeft"] = new(0, 5.6, -1.2),
        ["mouthDimpleRight"] = new(0, 5.6, -1.2),
        ["mouthStretchLeft"] = new(0, 7.6, -2.3),
        ["mouthStretchRight"] = new(0, 7.6, -2.3),
        ["mouthRollLower"] = new(-2.8),
        ["mouthRollUpper"] = new(-4.9, 0, -2.4),
        ["mouthShrugLower"] = new(-5.8, 0, 1.4),
        ["mouthShrugUpper"] = new(5.1),
        ["mouthPressLeft"] = new(-0.3, 3.5),
        ["mouthPressRight"] = new(-0.3, 3.5),
        ["mouthLowerDownLeft"] = new(4.4),
        ["mouthLowerDownRight"] = new(4.4),
        ["mouthUpperUpLeft"] = new(5.0),
        ["mouthUpperUpRight"] = new(5.0),
        ["cheekPuff"] = new(0, -6.1, 6.1),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a channel of <see cref="ArkitChannels.Face"/> does.</summary>
    public static LipGeometry Of(string channel) => _ofChannel.GetValueOrDefault(channel, _none);

    /// <summary>Whether a channel moves mouth, jaw or cheeks.</summary>
    public static bool IsMouth(string channel) =>
        channel.StartsWith("jaw", StringComparison.Ordinal) || channel.StartsWith("mouth", StringComparison.Ordinal) || channel == "cheekPuff";

    /// <summary>
    /// The ARKit face channel a column of a file holds, or null: case does not matter, what stands before the last dot is an object's
    /// name, and <c>_L</c> and <c>_R</c> are Left and Right.
    /// </summary>
    public static string? ChannelOf(string column)
    {
        string name = column[(column.LastIndexOf('.') + 1)..].Replace(" ", "", StringComparison.Ordinal);
        if (name.EndsWith("_L", StringComparison.OrdinalIgnoreCase)) name = name[..^2] + "Left";
        else if (name.EndsWith("_R", StringComparison.OrdinalIgnoreCase)) name = name[..^2] + "Right";
        int index = ArkitChannels.IndexOf(name.Replace("_", "", StringComparison.Ordinal));
        return index >= 0 && index < ArkitChannels.Face.Count ? ArkitChannels.Face[index] : null;
    }
}
