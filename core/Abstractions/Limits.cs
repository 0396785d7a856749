namespace Audio2Face.Modkit.Abstractions;

/// <summary>Every limit the program holds untrusted input to, in one table; <c>a2f limits</c> prints it.</summary>
public static class Limits
{
    /// <summary>Longest clip, in minutes, unless the user asks for more.</summary>
    public const int ClipMinutes = 30;

    /// <summary>Largest decoded clip, in mebibytes of 16 kHz float samples.</summary>
    public const int ClipMebibytes = 500;

    /// <summary>Lowest sample rate read, in Hz.</summary>
    public const int LowestSampleRateHz = 8_000;

    /// <summary>Highest sample rate read, in Hz.</summary>
    public const int HighestSampleRateHz = 192_000;

    /// <summary>Most channels of one audio stream.</summary>
    public const int AudioChannels = 8;

    /// <summary>Seconds FFmpeg may take to deliver its first bytes.</summary>
    public const int FfmpegStartSeconds = 10;

    /// <summary>Seconds FFmpeg may go without delivering anything.</summary>
    public const int FfmpegSilenceSeconds = 30;

    /// <summary>Kibibytes of FFmpeg's messages that are kept.</summary>
    public const int FfmpegMessageKibibytes = 64;

    /// <summary>Largest profile file, in kibibytes.</summary>
    public const int ProfileKibibytes = 256;

    /// <summary>Deepest nesting of a profile.</summary>
    public const int ProfileDepth = 32;

    /// <summary>Most YAML events of a profile.</summary>
    public const int ProfileEvents = 20_000;

    /// <summary>Most channels of a profile.</summary>
    public const int ProfileChannels = 1_024;

    /// <summary>Most combine rules of a profile.</summary>
    public const int ProfileCombineRules = 256;

    /// <summary>Most source terms of one channel of a profile.</summary>
    public const int ProfileTermsPerChannel = 64;

    /// <summary>Most files of a profile package.</summary>
    public const int PackageEntries = 64;

    /// <summary>Largest file of a profile package, unpacked, in mebibytes.</summary>
    public const int PackageEntryMebibytes = 16;

    /// <summary>Largest profile package, packed and unpacked, in mebibytes.</summary>
    public const int PackageMebibytes = 32;

    /// <summary>How many times its packed size a file of a package may have unpacked.</summary>
    public const int PackageRatio = 100;

    /// <summary>Up to this size, in kibibytes, a file of a package may have been packed by any ratio.</summary>
    public const int PackageRatioFreeKibibytes = 64;

    /// <summary>Deepest folder of a package.</summary>
    public const int PackageDepth = 8;

    /// <summary>Longest name in a package, in characters.</summary>
    public const int PackageNameLength = 120;

    /// <summary>Largest preview picture of a package, in kibibytes.</summary>
    public const int PackagePreviewKibibytes = 512;

    /// <summary>Most demonstration clips of a package.</summary>
    public const int PackageClips = 3;

    /// <summary>Largest index of packages, in mebibytes.</summary>
    public const int IndexMebibytes = 4;

    /// <summary>Most packages of an index.</summary>
    public const int IndexItems = 10_000;

    /// <summary>Largest JSON file of a model bundle, in mebibytes.</summary>
    public const int BundleJsonMebibytes = 16;

    /// <summary>Largest network of a model bundle, in mebibytes.</summary>
    public const int NetworkMebibytes = 2_048;

    /// <summary>Most files of a packed model bundle.</summary>
    public const int ModelArchiveFiles = 256;

    /// <summary>Largest packed model bundle, unpacked, in mebibytes.</summary>
    public const int ModelArchiveMebibytes = 8_192;

    /// <summary>Largest animation file read back, in mebibytes.</summary>
    public const int AnimationFileMebibytes = 256;

    /// <summary>Largest file of phone times, in mebibytes.</summary>
    public const int AlignmentFileMebibytes = 16;

    /// <summary>Largest table of emotions, in mebibytes; in YAML they are as large as a profile at most.</summary>
    public const int EmotionTableMebibytes = 16;

    /// <summary>Most keys of a file of emotions.</summary>
    public const int EmotionKeys = 200_000;

    /// <summary>Largest file of a line's hand edits, in mebibytes.</summary>
    public const int EditFileMebibytes = 16;

    /// <summary>Most hand edits of a line.</summary>
    public const int EditsOfLine = 1_000;

    /// <summary>Largest mesh file, with the files it names, in mebibytes.</summary>
    public const int MeshFileMebibytes = 256;

    /// <summary>Most vertices of a mesh file.</summary>
    public const int MeshVertices = 2_000_000;

    /// <summary>Most morph targets of a mesh.</summary>
    public const int MeshMorphs = 512;

    /// <summary>Largest decoded mesh file with all morph targets, in mebibytes.</summary>
    public const int MeshMebibytes = 1_024;

    /// <summary>Largest moving mesh of a line, all frames together, in mebibytes.</summary>
    public const int FaceMeshMebibytes = 512;

    /// <summary>Seconds the process that reads a foreign mesh file may take.</summary>
    public const int MeshWorkerSeconds = 60;

    /// <summary>Most memory of the process that reads a foreign mesh file, in mebibytes.</summary>
    public const int MeshWorkerMebibytes = 2_048;

    /// <summary>Seconds a plugin may take to be constructed and to describe its formats.</summary>
    public const int PluginDescribeSeconds = 5;

    /// <summary>Seconds a plugin may take to write one line.</summary>
    public const int PluginWriteSeconds = 60;

    /// <summary>Seconds an unloaded plugin may take to leave memory before it is reported.</summary>
    public const int PluginUnloadSeconds = 10;

    /// <summary>Milliseconds nothing may change in a plugin's folder before its code is loaded anew.</summary>
    public const int PluginQuietMilliseconds = 300;

    /// <summary>Unloaded plugins that may stay in memory before no plugin is loaded anew any more.</summary>
    public const int PluginsLeftBehind = 20;

    /// <summary>Most recordings of one batch.</summary>
    public const int BatchItems = 100_000;

    /// <summary>Longest name of a recording below its folder or archive, and of an output a manifest names, in characters.</summary>
    public const int BatchNameLength = 1_000;

    /// <summary>Largest manifest, in mebibytes.</summary>
    public const int ManifestMebibytes = 64;

    /// <summary>Most entries of an archive of recordings.</summary>
    public const int ArchiveEntries = 200_000;

    /// <summary>Largest directory of an archive of recordings, in mebibytes.</summary>
    public const int ArchiveDirectoryMebibytes = 64;

    /// <summary>Largest recording inside an archive, unpacked, in mebibytes.</summary>
    public const int ArchiveRecordingMebibytes = 2_048;

    /// <summary>How many times its packed size a recording may have unpacked.</summary>
    public const int ArchiveRatio = 100;

    /// <summary>Up to this size, in mebibytes, a recording may have been packed by any ratio: silence packs well.</summary>
    public const int ArchiveRatioFreeMebibytes = 64;

    /// <summary>The table: what is limited, to how much, in which unit.</summary>
    public static IReadOnlyList<(string Thing, int Value, string Unit)> All { get; } =
    [
        ("audio: length of a clip", ClipMinutes, "min"),
        ("audio: decoded size of a clip", ClipMebibytes, "MiB"),
        ("audio: lowest sample rate", LowestSampleRateHz, "Hz"),
        ("audio: highest sample rate", HighestSampleRateHz, "Hz"),
        ("audio: channels", AudioChannels, "channels"),
        ("ffmpeg: time to start", FfmpegStartSeconds, "s"),
        ("ffmpeg: time without progress", FfmpegSilenceSeconds, "s"),
        ("ffmpeg: messages kept", FfmpegMessageKibibytes, "KiB"),
        ("profile: file size", ProfileKibibytes, "KiB"),
        ("profile: depth", ProfileDepth, "levels"),
        ("profile: YAML events", ProfileEvents, "events"),
        ("profile: channels", ProfileChannels, "channels"),
        ("profile: combine rules", ProfileCombineRules, "rules"),
        ("profile: terms of a channel", ProfileTermsPerChannel, "terms"),
        ("package: files", PackageEntries, "files"),
        ("package: size of a file", PackageEntryMebibytes, "MiB"),
        ("package: size", PackageMebibytes, "MiB"),
        ("package: unpacked to packed", PackageRatio, ": 1"),
        ("package: size free of that ratio", PackageRatioFreeKibibytes, "KiB"),
        ("package: depth of folders", PackageDepth, "levels"),
        ("package: length of a name", PackageNameLength, "characters"),
        ("package: preview picture", PackagePreviewKibibytes, "KiB"),
        ("package: demonstration clips", PackageClips, "clips"),
        ("index: size", IndexMebibytes, "MiB"),
        ("index: packages", IndexItems, "packages"),
        ("bundle: JSON file", BundleJsonMebibytes, "MiB"),
        ("bundle: network", NetworkMebibytes, "MiB"),
        ("bundle: files in an archive", ModelArchiveFiles, "files"),
        ("bundle: an archive unpacked", ModelArchiveMebibytes, "MiB"),
        ("animation file read back", AnimationFileMebibytes, "MiB"),
        ("alignment file", AlignmentFileMebibytes, "MiB"),
        ("emotions: table", EmotionTableMebibytes, "MiB"),
        ("emotions: keys", EmotionKeys, "keys"),
        ("hand edits: file size", EditFileMebibytes, "MiB"),
        ("hand edits: of one line", EditsOfLine, "edits"),
        ("mesh: file size", MeshFileMebibytes, "MiB"),
        ("mesh: vertices", MeshVertices, "vertices"),
        ("mesh: morph targets", MeshMorphs, "targets"),
        ("mesh: decoded size", MeshMebibytes, "MiB"),
        ("mesh: moving mesh of a line", FaceMeshMebibytes, "MiB"),
        ("mesh: time to read a foreign format", MeshWorkerSeconds, "s"),
        ("mesh: memory to read a foreign format", MeshWorkerMebibytes, "MiB"),
        ("plugin: time to describe itself", PluginDescribeSeconds, "s"),
        ("plugin: time to write a line", PluginWriteSeconds, "s"),
        ("plugin: time to unload", PluginUnloadSeconds, "s"),
        ("plugin: quiet time before a reload", PluginQuietMilliseconds, "ms"),
        ("plugin: left in memory", PluginsLeftBehind, "plugins"),
        ("batch: queue", BatchItems, "items"),
        ("batch: length of a name", BatchNameLength, "characters"),
        ("manifest: file size", ManifestMebibytes, "MiB"),
        ("archive: entries", ArchiveEntries, "entries"),
        ("archive: directory", ArchiveDirectoryMebibytes, "MiB"),
        ("archive: size of a recording", ArchiveRecordingMebibytes, "MiB"),
        ("archive: unpacked to packed", ArchiveRatio, ": 1"),
        ("archive: size free of that ratio", ArchiveRatioFreeMebibytes, "MiB"),
    ];
}
