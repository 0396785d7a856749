using System.Globalization;

namespace Audio2Face.Modkit.Plugins.Unreal;

/// <summary>A row's time: <c>HH:MM:SS:FF</c> with an optional fraction of a frame.</summary>
/// <param name="Second">Whole seconds since midnight.</param>
/// <param name="Frame">Frame within the second.</param>
/// <param name="FrameFraction">Time within the frame, 0..1.</param>
internal readonly record struct Timecode(int Second, int Frame, double FrameFraction)
{
    /// <summary>Frames since midnight at a rate.</summary>
    public double ToFrames(int rateFps) => ((double)Second * rateFps) + Frame + FrameFraction;

    public static bool TryParse(ReadOnlySpan<byte> text, out Timecode timecode)
    {
        timecode = default;
        int point = text.IndexOf((byte)'.');
        double fraction = 0;
        if (point >= 0 && text.Length > point + 1
            && !double.TryParse(text[point..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out fraction)) return false;
        if (point >= 0) text = text[..point];
        if (!Part(ref text, 23, out int hour) || !Part(ref text, 59, out int minute) || !Part(ref text, 59, out int second)
            || !Part(ref text, 999, out int frame) || text.Length > 0) return false;
        timecode = new Timecode((((hour * 60) + minute) * 60) + second, frame, fraction);
        return true;
    }

    /// <summary>Takes one number up to the next ':'.</summary>
    private static bool Part(ref ReadOnlySpan<byte> text, int highest, out int value)
    {
        int end = text.IndexOf((byte)':');
        ReadOnlySpan<byte> part = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[(end + 1)..];
        return int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= highest;
    }
}
