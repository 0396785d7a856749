using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Audio2Face.Modkit.Inference.Bundles.Npy;

/// <summary>
/// What a <c>.npy</c> file says about its array. Layout: 0x93 "NUMPY", version major and minor, length of the text (2 bytes in version 1, 4 in
/// version 2, little endian), the text, the numbers.
/// </summary>
/// <param name="Type">Element type as NumPy writes it, such as <c>&lt;f4</c> or <c>|S12</c>.</param>
/// <param name="IsFortranOrder">Whether the first index runs fastest.</param>
/// <param name="Shape">Length of each dimension; none for a single value.</param>
internal sealed partial record NpyHeader(string Type, bool IsFortranOrder, int[] Shape)
{
    private const int LongestText = 65_535;

    /// <summary>Number of elements.</summary>
    public long Count
    {
        get
        {
            long count = 1;
            foreach (int length in Shape) count = checked(count * length);
            return count;
        }
    }

    /// <summary>Reads a header; the stream then stands at the first element.</summary>
    /// <param name="stream">Stands at the start of the file.</param>
    /// <param name="place">What to call the array in messages.</param>
    /// <exception cref="Abstractions.ModkitException">MOD16: no header of version 1 or 2.</exception>
    /// <exception cref="EndOfStreamException">The stream ends within the header.</exception>
    public static NpyHeader Read(Stream stream, string place)
    {
        Span<byte> start = stackalloc byte[8];
        stream.ReadExactly(start);
        if (start[0] != 0x93 || !start[1..6].SequenceEqual("NUMPY"u8)) throw InferenceIssues.BadData(place, "it is no .npy array");
        int version = start[6];
        if (version is not (1 or 2)) throw InferenceIssues.BadData(place, FormattableString.Invariant($"it is a .npy array of version {version}; 1 and 2 can be read"));
        Span<byte> size = stackalloc byte[version == 1 ? 2 : 4];
        stream.ReadExactly(size);
        long length = 0;
        for (int i = 0; i < size.Length; i++) length |= (long)size[i] << (8 * i);
        if (length > LongestText) throw InferenceIssues.BadData(place, "its header is too long");
        byte[] text = new byte[length];
        stream.ReadExactly(text);
        return Parse(Encoding.Latin1.GetString(text), place);
    }

    private static NpyHeader Parse(string text, string place)
    {
        Match match = Layout().Match(text);
        if (!match.Success) throw InferenceIssues.BadData(place, "its header cannot be read");
        List<int> shape = [];
        foreach (string part in match.Groups["shape"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int length) || shape.Count == 8)
                throw InferenceIssues.BadData(place, "its shape cannot be read");
            shape.Add(length);
        }
        return new NpyHeader(match.Groups["type"].Value, match.Groups["order"].Value == "True", [.. shape]);
    }

    /// <summary>NumPy always writes these three keys, sorted, and blanks to the end.</summary>
    [GeneratedRegex(@"\A\{'descr': '(?<type>[^']{2,12})', 'fortran_order': (?<order>True|False), 'shape': \((?<shape>[0-9, ]*)\),? ?\}\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Layout();
}
