using System.Buffers.Binary;
using System.Security.Cryptography;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Short hashes of a rig's curves, by which a hand edit knows whether what it was made for has changed.</summary>
/// <remarks>
/// Values are rounded to a hundredth of the channel's range first: what changes by less cannot be seen, and the last bits of a number
/// are another machine's own. A value that lies just between two steps may still fall to either side; the edit then asks to be looked at.
/// </remarks>
public static class CurveHashes
{
    private const double Steps = 100;

    /// <summary>Bytes of SHA-256 that are kept: enough to see a change, short enough for every record to hold one for each channel.</summary>
    private const int HashBytes = 4;

    /// <summary>The hash of each column in lower-case hexadecimal, eight digits.</summary>
    public static IReadOnlyList<string> Of(RigTrack track)
    {
        ArgumentNullException.ThrowIfNull(track);
        CurveTable curves = track.Curves;
        string[] hashes = new string[track.Channels.Count];
        byte[] steps = new byte[curves.FrameCount * sizeof(short)];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        for (int channel = 0; channel < hashes.Length; channel++)
        {
            RigChannel rig = track.Channels[channel];
            double stepsPerUnit = Steps / ((double)rig.Maximum - rig.Minimum);
            for (int frame = 0; frame < curves.FrameCount; frame++)
            {
                double step = Math.Round((curves[frame, channel] - (double)rig.Minimum) * stepsPerUnit);
                BinaryPrimitives.WriteInt16LittleEndian(steps.AsSpan(frame * sizeof(short)), (short)step);
            }
            SHA256.HashData(steps, hash);
            hashes[channel] = Convert.ToHexStringLower(hash[..HashBytes]);
        }
        return hashes;
    }
}
