using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Keeps the files of one line in memory.</summary>
internal sealed class CheckOutput : IFormatOutput
{
    private readonly SortedDictionary<string, MemoryStream> _files = new(StringComparer.Ordinal);

    public Stream Create(string extension) => _files[extension] = new MemoryStream();

    /// <summary>A file's bytes, or null.</summary>
    public byte[]? Find(string extension) => _files.TryGetValue(extension, out MemoryStream? file) ? file.ToArray() : null;

    /// <summary>Whether both hold the same files with the same bytes.</summary>
    public bool Equals(CheckOutput other) =>
        _files.Keys.SequenceEqual(other._files.Keys, StringComparer.Ordinal)
        && _files.All(file => file.Value.ToArray().AsSpan().SequenceEqual(other._files[file.Key].ToArray()));
}
