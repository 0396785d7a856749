namespace Audio2Face.Modkit.Abstractions;

/// <summary>A setting of a format that is text: the name of a skeleton, a model, an actor.</summary>
/// <param name="Name">Lower-case words joined by '-' or '_'; given by <c>--set name=value</c> or in a profile under <c>target: options:</c>.</param>
/// <param name="Summary">One line: what it is, with an example.</param>
/// <param name="Default">Used when nobody says otherwise.</param>
public sealed record FormatOption(string Name, string Summary, string Default)
{
    /// <summary>The value with which the format wants <see cref="FaceTrack.Meshes"/>, or null when none does.</summary>
    public string? MeshValue { get; init; }
}
