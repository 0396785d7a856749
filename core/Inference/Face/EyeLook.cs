namespace Audio2Face.Modkit.Inference.Face;

/// <summary>
/// ARKit's eyeLook weights from the rotation of the eyes. Our own rule, not NVIDIA's, whose weights stay 0: straight lines from 0 to the angle at which the
/// weight is 1, which is the angle by which this weight turns the eyes of our own head.
/// </summary>
internal sealed class EyeLook
{
    /// <summary>Degrees at weight 1.</summary>
    private const float UpDegrees = 24, DownDegrees = 28, SideDegrees = 30;

    // Of the right eye, then the left: down, up, to the character's left, to the right. -1: the face has no such channel.
    private readonly int[] _channels;

    public EyeLook(IReadOnlyList<string> channels) =>
        _channels = [.. new[] { "DownRight", "UpRight", "InRight", "OutRight", "DownLeft", "UpLeft", "OutLeft", "InLeft" }.Select(look => channels.ToList().IndexOf("eyeLook" + look))];

    /// <summary>Sets the eyeLook weights of a frame.</summary>
    /// <param name="rotations">Right x, y, z, left x, y, z in degrees; x above 0 looks down, y above 0 to the character's left.</param>
    /// <param name="weights">The frame.</param>
    public void Apply(ReadOnlySpan<float> rotations, Span<float> weights)
    {
        for (int eye = 0; eye < 2; eye++)
        {
            float x = rotations[3 * eye], y = rotations[(3 * eye) + 1];
            Set(weights, (4 * eye) + 0, x / DownDegrees);
            Set(weights, (4 * eye) + 1, -x / UpDegrees);
            Set(weights, (4 * eye) + 2, y / SideDegrees);
            Set(weights, (4 * eye) + 3, -y / SideDegrees);
        }
    }

    private void Set(Span<float> weights, int look, float weight)
    {
        if (_channels[look] >= 0) weights[_channels[look]] = Math.Clamp(weight, 0, 1);
    }
}
