using System.IO.Compression;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Bundles.Npy;

/// <summary>A <c>.npz</c> file: a zip archive of <c>.npy</c> arrays, stored or deflated. Sizes come from the archive's directory and are checked before memory is taken.</summary>
internal sealed class NpzFile : IDisposable
{
    /// <summary>Deflate makes nothing smaller than this.</summary>
    private const long LargestRatio = 1_032;

    private readonly string _name;
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>Opens a file of a bundle.</summary>
    /// <exception cref="ModkitException">MOD16: no zip archive; or the file cannot be read.</exception>
    public NpzFile(BundleFiles files, string name)
    {
        _name = name;
        Stream stream = files.OpenRead(name, Limits.NetworkMebibytes);
        try
        {
            _archive = new ZipArchive(stream, ZipArchiveMode.Read);
            foreach (ZipArchiveEntry entry in _archive.Entries) _entries.TryAdd(entry.FullName, entry);
        }
        catch (Exception e) when (IsDamage(e))
        {
            stream.Dispose();
            throw InferenceIssues.BadData(name, "it is no zip archive, or a broken one");
        }
    }

    public bool Contains(string array) => _entries.ContainsKey(array + ".npy");

    /// <summary>An array of 32-bit floats.</summary>
    /// <param name="array">Its name.</param>
    /// <param name="count">How many numbers it must have, or -1 for any.</param>
    /// <exception cref="ModkitException">MOD16: missing, of another type or size, damaged, or with numbers that are not finite.</exception>
    public float[] Singles(string array, long count) => Read(array, count, reader => reader.ReadSingles());

    /// <summary>An array of whole numbers of 32 or 64 bits.</summary>
    /// <exception cref="ModkitException">MOD16: as for <see cref="Singles"/>, or a number does not fit 32 bits.</exception>
    public int[] Integers(string array) => Read(array, -1, reader => reader.Header.Type == "<i8"
        ? Array.ConvertAll(reader.ReadLongs(), value => (int)value == value ? (int)value : throw InferenceIssues.BadData(PlaceOf(array), "a number in it is too large"))
        : reader.ReadIntegers());

    /// <summary>An array of texts.</summary>
    /// <exception cref="ModkitException">MOD16: as for <see cref="Singles"/>.</exception>
    public string[] Texts(string array) => Read(array, -1, reader => reader.ReadTexts());

    public void Dispose() => _archive.Dispose();

    private string PlaceOf(string array) => $"{_name}: {array}";

    private T Read<T>(string array, long count, Func<NpyReader, T> read)
    {
        string place = PlaceOf(array);
        if (!_entries.TryGetValue(array + ".npy", out ZipArchiveEntry? entry)) throw InferenceIssues.BadData(place, "the array is missing");
        try
        {
            if (entry.Length > Limits.NetworkMebibytes * 1048576L || entry.Length / LargestRatio > entry.CompressedLength)
                throw InferenceIssues.BadData(place, "its size cannot be true");
            using Stream stream = entry.Open();
            NpyReader reader = new(stream, entry.Length, place);
            if (count >= 0 && CountOf(reader.Header.Shape) != count)
                throw InferenceIssues.BadData(place, FormattableString.Invariant($"its shape is ({string.Join(", ", reader.Header.Shape)}), which is not {count} numbers"));
            return read(reader);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw InferenceIssues.BadData(place, "it is damaged");
        }
    }

    private static double CountOf(int[] shape)
    {
        double count = 1;
        foreach (int length in shape) count *= length;
        return count;
    }

    private static bool IsDamage(Exception e) => e is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException;
}
