namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>The toolkit's own head: a friendly stylised face with all 52 ARKit morphs and 16 tongue morphs, drawn by this code alone.</summary>
public sealed class HeadModel
{
    private HeadModel(IReadOnlyList<HeadMesh> meshes) => Meshes = meshes;

    public IReadOnlyList<HeadMesh> Meshes { get; }

    /// <summary>Builds the head: the same numbers on every machine, in about a quarter of a second.</summary>
    public static HeadModel Build()
    {
        FaceSurface surface = new();
        FaceShaper shaper = new(surface);
        FaceGrid grid = new(shaper);
        List<(string Name, Func<SkinPoint, Vector3d> Delta)> skin = [.. MouthMorphs.All(shaper), .. UpperFaceMorphs.All(shaper)];
        return new HeadModel(
        [
            MorphBaker.Bake(grid.Part, skin.Select(m => new Morph(m.Name, i => m.Delta(grid.Points[i]))), turnsNormals: true),
            Eyes.Build(),
            Lashes.Build(grid, skin),
            Brows.Build(surface, skin),
            Teeth.BuildUpper(),
            Teeth.BuildLower(),
            Tongue.Build(),
            Ears.Build(),
            Hair.Build(surface),
            Collar.Build(surface),
        ]);
    }
}
