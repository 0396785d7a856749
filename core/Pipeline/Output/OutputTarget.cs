namespace Audio2Face.Modkit.Pipeline;

/// <summary>Where the files of one line go.</summary>
/// <param name="Folder">The folder; made when it is not there.</param>
/// <param name="Stem">The name every file starts with; the format adds its extensions.</param>
/// <param name="MainExtension">Extension of the format's main file, with its dot.</param>
/// <param name="MainFileName">The main file's whole name when the user chose it; null: <paramref name="Stem"/> + <paramref name="MainExtension"/>.</param>
public sealed record OutputTarget(string Folder, string Stem, string MainExtension, string? MainFileName = null)
{
    /// <summary>The folder of a mod <see cref="Folder"/> lies in: no link below it is followed. Null when the user named the folder.</summary>
    public string? Root { get; init; }

    /// <summary>Where files wait until they are whole, on the disk of <see cref="Folder"/>; null: in that folder, under hidden names.</summary>
    public string? StagingFolder { get; init; }

    /// <summary>Full path of the main file.</summary>
    public string MainPath => PathOf(MainExtension);

    /// <summary>Full path of the provenance record, which lies beside the main file.</summary>
    public string ProvenancePath => MainPath + ProvenanceRecord.FileSuffix;

    /// <summary>Full path of the file of hand edits (see <see cref="LineEdits"/>), which lies beside the main file where there is one.</summary>
    public string EditsPath => MainPath + LineEdits.FileSuffix;

    /// <summary>Full path of the file a format asks for by extension.</summary>
    public string PathOf(string extension) =>
        Path.GetFullPath(Path.Combine(Folder, MainFileName is not null && extension == MainExtension ? MainFileName : Stem + extension));
}
