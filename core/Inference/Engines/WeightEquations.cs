using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles.Geometry;
using Audio2Face.Modkit.Inference.Face.Solve;

namespace Audio2Face.Modkit.Inference.Engines;

/// <summary>What all streams of a face share to find weights by the names of ARKit: the equations of skin and tongue, and which of their poses has which name.</summary>
internal sealed class WeightEquations
{
    private readonly PoseSolve _skin;
    private readonly PoseSolve? _tongue;
    private readonly BlendshapeSystem _skinSystem;
    private readonly BlendshapeSystem? _tongueSystem;

    /// <param name="geometry">The face.</param>
    /// <param name="kind">Which solver to follow.</param>
    /// <exception cref="ModkitException">MOD18: the face has no blendshapes that ARKit knows.</exception>
    public WeightEquations(FaceGeometry geometry, FaceSolver kind = FaceSolver.Bounded)
    {
        if (geometry.Skin is not { } skin) throw InferenceIssues.NoFace("bs_skin", "it has a mesh, but no blendshapes for it");
        _skin = skin with { Options = skin.Options with { Kind = kind } };
        _tongue = geometry.Tongue is { } tongue ? tongue with { Options = tongue.Options with { Kind = kind } } : null;
        List<string> channels = [];
        List<int> poses = [];
        IReadOnlyList<string> names = [.. _skin.Names, .. _tongue?.Names ?? []];
        for (int pose = 0; pose < names.Count; pose++)
        {
            int index = ArkitChannels.IndexOf(names[pose]);
            if (index < 0 || channels.Contains(ArkitChannels.All[index])) continue;
            channels.Add(ArkitChannels.All[index]);
            poses.Add(pose);
        }
        if (channels.Count == 0) throw InferenceIssues.NoFace("bs_skin", "none of its blendshapes has a name of ARKit's");
        Channels = channels;
        PoseOfChannel = [.. poses];
        PoseCount = names.Count;
        _skinSystem = BlendshapeSystem.Of(_skin.Data, _skin.Options);
        _tongueSystem = _tongue is null ? null : BlendshapeSystem.Of(_tongue.Data, _tongue.Options);
    }

    /// <summary>Names of the weights, in order.</summary>
    public IReadOnlyList<string> Channels { get; }

    /// <summary>The pose behind each of <see cref="Channels"/>: first those of the skin, then those of the tongue.</summary>
    public int[] PoseOfChannel { get; }

    /// <summary>Poses of skin and tongue.</summary>
    public int PoseCount { get; }

    /// <summary>A solver for one stream.</summary>
    public BlendshapeSolver CreateSkinSolver() => new(_skin.Data, _skin.Options, _skinSystem);

    /// <summary>A solver for one stream, or null where the tongue has no blendshapes.</summary>
    public BlendshapeSolver? CreateTongueSolver() => _tongue is null ? null : new(_tongue.Data, _tongue.Options, _tongueSystem);
}
