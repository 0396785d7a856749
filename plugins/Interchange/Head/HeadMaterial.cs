namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>A plain physically based colour.</summary>
/// <param name="Name">Name in the file.</param>
/// <param name="Red">Linear red, 0..1.</param>
/// <param name="Green">Linear green, 0..1.</param>
/// <param name="Blue">Linear blue, 0..1.</param>
/// <param name="Roughness">0 mirror .. 1 matt.</param>
/// <param name="IsDoubleSided">Whether the back of a face is drawn too.</param>
public sealed record HeadMaterial(string Name, float Red, float Green, float Blue, float Roughness, bool IsDoubleSided = false);
