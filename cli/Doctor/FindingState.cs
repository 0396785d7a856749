namespace Audio2Face.Modkit.Cli.Doctor;

/// <summary>How a finding bears on the program's main job: a WAV recording to a game file.</summary>
internal enum FindingState
{
    /// <summary>It works.</summary>
    Good,

    /// <summary>It is not there, and most people do not need it.</summary>
    Absent,

    /// <summary>It should be mended; the main job works without.</summary>
    Warning,

    /// <summary>The main job does not work.</summary>
    Broken,
}
