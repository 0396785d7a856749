namespace Audio2Face.Modkit.Cli.Doctor;

/// <summary>One thing the doctor looked at.</summary>
/// <param name="Thing">What.</param>
/// <param name="State">Whether it works.</param>
/// <param name="Detail">Version, or what is wrong.</param>
/// <param name="Mend">The command or step that mends it; empty when there is nothing to mend.</param>
internal sealed record Finding(string Thing, FindingState State, string Detail, string Mend = "");
