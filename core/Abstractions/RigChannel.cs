namespace Audio2Face.Modkit.Abstractions;

/// <summary>One curve of a character's rig.</summary>
/// <param name="Name">The name the game or file format uses.</param>
/// <param name="Minimum">Lowest value the rig shows.</param>
/// <param name="Maximum">Highest value the rig shows, above <paramref name="Minimum"/>.</param>
/// <param name="Rest">Value of the face at rest, inside the range.</param>
public readonly record struct RigChannel(string Name, float Minimum = 0, float Maximum = 1, float Rest = 0);
