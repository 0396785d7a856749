namespace Audio2Face.Modkit.Cli;

/// <summary>Name and version of the program, from the one version property of the build.</summary>
internal static class ProgramVersion
{
    /// <summary>Such as <c>0.1.0</c>.</summary>
    public static string Number { get; } = typeof(ProgramVersion).Assembly.GetName().Version!.ToString(3);

    /// <summary>Such as <c>Audio2Face Modkit 0.1.0</c>.</summary>
    public static string Full { get; } = "Audio2Face Modkit " + Number;
}
