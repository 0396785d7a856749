namespace Audio2Face.Modkit.Pipeline;

/// <summary>What kind of mod is made of a folder.</summary>
public enum PackLayout
{
    /// <summary>A plain archive: the folder's files at its root.</summary>
    Zip,

    /// <summary>A mod of Mod Organizer 2: a folder with its <c>meta.ini</c>, or an archive to drop on it.</summary>
    Mo2,

    /// <summary>An archive with an installer in the FOMOD form, which Mod Organizer 2, Vortex and others run.</summary>
    Fomod,
}
