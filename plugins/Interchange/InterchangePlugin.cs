using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Interchange.Curves;
using Audio2Face.Modkit.Plugins.Interchange.Fbx;
using Audio2Face.Modkit.Plugins.Interchange.Gltf;

namespace Audio2Face.Modkit.Plugins.Interchange;

/// <summary>Formats that engines and 3D programs exchange.</summary>
public sealed class InterchangePlugin : IFormatPlugin
{
    public IReadOnlyList<IRigFormat> Formats { get; } = [new GltfFormat(), new CurvesCsvFormat(), new CurvesJsonFormat(), new FbxFormat()];
}
