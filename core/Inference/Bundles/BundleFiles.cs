using System.Reflection;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Bundles;

/// <summary>The files of one bundle, wherever they lie. Names are relative to the bundle's folder.</summary>
internal abstract class BundleFiles
{
    /// <summary>What to call the bundle in messages.</summary>
    public abstract string DisplayName { get; }

    /// <summary>Whether the bundle has a file of this name.</summary>
    public abstract bool Contains(string name);

    /// <summary>The whole file.</summary>
    /// <exception cref="ModkitException">It is missing, outside the folder, too large, or a Git LFS pointer.</exception>
    public byte[] Read(string name, int limitMebibytes)
    {
        using Stream stream = OpenRead(name, limitMebibytes);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The file, at its start; the caller disposes it.</summary>
    /// <exception cref="ModkitException">It is missing, outside the folder, too large, or a Git LFS pointer.</exception>
    public Stream OpenRead(string name, int limitMebibytes)
    {
        Stream stream = Open(name);
        ModkitException? refusal = null;
        if (stream.Length > limitMebibytes * 1048576L) refusal = InferenceIssues.TooLarge(name, limitMebibytes);
        else if (IsLfsPointer(stream)) refusal = InferenceIssues.LfsPointer(name);
        if (refusal is null) return stream;
        stream.Dispose();
        throw refusal;
    }

    private static bool IsLfsPointer(Stream stream)
    {
        ReadOnlySpan<byte> mark = "version https://git-lfs"u8;
        Span<byte> start = stackalloc byte[mark.Length];
        int count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return count == mark.Length && start.SequenceEqual(mark);
    }

    protected abstract Stream Open(string name);

    /// <summary>A bundle in a folder of the user's.</summary>
    public static BundleFiles FromFolder(string folder) => new Folder(Path.GetFullPath(folder));

    /// <summary>A bundle inside the program.</summary>
    /// <param name="name">One of <see cref="BuiltInNames"/>.</param>
    public static BundleFiles BuiltIn(string name) => new Resources(name);

    /// <summary>The bundle that <c>--model</c> means: null is the default one, a built-in name that one, anything else a folder.</summary>
    public static BundleFiles Find(string? model) => model is null ? BuiltIn(BuiltInNames[0]) : BuiltInNames.Contains(model) ? BuiltIn(model) : FromFolder(model);

    /// <summary>The bundles inside the program, the default first.</summary>
    public static IReadOnlyList<string> BuiltInNames { get; } = ["default", "low-latency"];

    private sealed class Folder(string root) : BundleFiles
    {
        public override string DisplayName => Path.GetFileName(root);

        public override bool Contains(string name) => File.Exists(Resolve(name));

        protected override Stream Open(string name)
        {
            string path = Resolve(name);
            if (!File.Exists(path)) throw InferenceIssues.MissingFile(name);
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }

        private string Resolve(string name)
        {
            if (name.Contains('\0', StringComparison.Ordinal)) throw InferenceIssues.OutsideFolder(name.Replace("\0", "", StringComparison.Ordinal));
            string path = Path.GetFullPath(Path.Combine(root, name));
            if (!path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw InferenceIssues.OutsideFolder(name);
            return path;
        }
    }

    private sealed class Resources(string bundle) : BundleFiles
    {
        private static readonly Assembly _assembly = typeof(Resources).Assembly;

        public override string DisplayName => $"built-in model '{bundle}'";

        public override bool Contains(string name) => _assembly.GetManifestResourceInfo(ResourceName(name)) is not null;

        protected override Stream Open(string name) =>
            _assembly.GetManifestResourceStream(ResourceName(name)) ?? throw InferenceIssues.MissingFile(name);

        private string ResourceName(string name) => bundle + "/" + name.Replace("./", "", StringComparison.Ordinal);
    }
}
