namespace Audio2Face.Modkit.Cli.Models;

/// <summary>Where a model comes from.</summary>
internal enum ModelOrigin
{
    BuiltIn,
    Added,
    Folder,
}
