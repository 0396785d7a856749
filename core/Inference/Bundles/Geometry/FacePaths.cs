namespace Audio2Face.Modkit.Inference.Bundles.Geometry;

/// <summary>The files of one face, as <c>model.json</c> names them.</summary>
/// <param name="Config">Settings, JSON.</param>
/// <param name="Data">Meshes, npz.</param>
/// <param name="Blendshapes">The object with <c>skin</c> and <c>tongue</c>; null when there is none.</param>
internal sealed record FacePaths(string Config, string Data, BundleJson? Blendshapes);
