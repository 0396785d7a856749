using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Curves;

/// <summary>What both plain formats have in common.</summary>
internal static class CurveFiles
{
    /// <summary>Digits after the decimal point: microseconds, and a millionth of a weight.</summary>
    public const string NumberFormat = "0.######";

    public const int LongestName = 256;

    public const long MostBytes = Limits.AnimationFileMebibytes * 1024L * 1024;

    public const long MostValues = MostBytes / sizeof(float);

    /// <exception cref="ModkitException">CRV05.</exception>
    public static void RequireFinite(RigTrack track, LineInfo line)
    {
        foreach (float value in track.Curves.Values)
        {
            if (!float.IsFinite(value)) throw CurveIssues.NotFinite(line.Name);
        }
    }

    /// <summary>The whole file, without a byte-order mark.</summary>
    public static ReadOnlyMemory<byte> ReadAll(Stream stream, string fileName)
    {
        if (stream.Length > MostBytes) throw CurveIssues.TooLarge(fileName, FormattableString.Invariant($"{stream.Length} bytes"));
        byte[] bytes = new byte[stream.Length];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes.AsSpan(0, length).StartsWith("\uFEFF"u8) ? bytes.AsMemory(3..length) : bytes.AsMemory(0, length);
    }
}
