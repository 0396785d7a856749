using System.Collections.Frozen;

namespace Audio2Face.Modkit.Abstractions;

/// <summary>The channel names of a face track: 52 ARKit blendshapes, then 16 tongue blendshapes.</summary>
/// <remarks>
/// Spelling is Apple's (<c>jawOpen</c>), order is that of the Audio2Face-3D skin and tongue solvers. Left and right are the
/// character's own.
/// </remarks>
public static class ArkitChannels
{
    /// <summary>The 52 face channels in solver order.</summary>
    public static IReadOnlyList<string> Face { get; } =
    [
        "eyeBlinkLeft", "eyeLookDownLeft", "eyeLookInLeft", "eyeLookOutLeft", "eyeLookUpLeft", "eyeSquintLeft", "eyeWideLeft",
        "eyeBlinkRight", "eyeLookDownRight", "eyeLookInRight", "eyeLookOutRight", "eyeLookUpRight", "eyeSquintRight", "eyeWideRight",
        "jawForward", "jawLeft", "jawRight", "jawOpen",
        "mouthClose", "mouthFunnel", "mouthPucker", "mouthLeft", "mouthRight", "mouthSmileLeft", "mouthSmileRight",
        "mouthFrownLeft", "mouthFrownRight", "mouthDimpleLeft", "mouthDimpleRight", "mouthStretchLeft", "mouthStretchRight",
        "mouthRollLower", "mouthRollUpper", "mouthShrugLower", "mouthShrugUpper", "mouthPressLeft", "mouthPressRight",
        "mouthLowerDownLeft", "mouthLowerDownRight", "mouthUpperUpLeft", "mouthUpperUpRight",
        "browDownLeft", "browDownRight", "browInnerUp", "browOuterUpLeft", "browOuterUpRight",
        "cheekPuff", "cheekSquintLeft", "cheekSquintRight", "noseSneerLeft", "noseSneerRight", "tongueOut",
    ];

    /// <summary>The 16 tongue channels in solver order.</summary>
    public static IReadOnlyList<string> Tongue { get; } =
    [
        "tongueTipUp", "tongueTipDown", "tongueTipLeft", "tongueTipRight", "tongueRollUp", "tongueRollDown", "tongueRollLeft",
        "tongueRollRight", "tongueUp", "tongueDown", "tongueLeft", "tongueRight", "tongueIn", "tongueStretch", "tongueWide",
        "tongueNarrow",
    ];

    /// <summary>All 68 channels: <see cref="Face"/>, then <see cref="Tongue"/>.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Face, .. Tongue];

    private static readonly FrozenDictionary<string, int> _indexByName =
        All.Select((name, index) => KeyValuePair.Create(name, index)).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The place of a channel in <see cref="All"/>, or -1 when the name is unknown. Case does not matter.</summary>
    public static int IndexOf(string name) => _indexByName.GetValueOrDefault(name, -1);

    /// <summary>The channel's counterpart on the other side of the face, or the same name when it has none.</summary>
    public static string Mirror(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string other = name.EndsWith("Left", StringComparison.Ordinal) ? name[..^4] + "Right"
            : name.EndsWith("Right", StringComparison.Ordinal) ? name[..^5] + "Left"
            : name;
        return IndexOf(other) < 0 ? name : other;
    }
}
