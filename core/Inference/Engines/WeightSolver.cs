using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles.Geometry;
using Audio2Face.Modkit.Inference.Face.Animation;
using Audio2Face.Modkit.Inference.Face.Solve;

namespace Audio2Face.Modkit.Inference.Engines;

/// <summary>The weights of one stream's frames by the names of ARKit: the solvers of skin and tongue, and which of their poses has which name.</summary>
internal sealed class WeightSolver
{
    private readonly BlendshapeSolver _skin;
    private readonly BlendshapeSolver? _tongue;
    private readonly int[] _poseOfChannel;
    private readonly float[] _weights;
    private readonly bool _isWhole;

    /// <param name="geometry">The face.</param>
    /// <param name="isWhole">Whether the animators move all vertices, or only those that the solve looks at.</param>
    /// <param name="kind">Which solver to follow.</param>
    /// <exception cref="ModkitException">MOD18: the face has no blendshapes that ARKit knows.</exception>
    public WeightSolver(FaceGeometry geometry, bool isWhole, FaceSolver kind = FaceSolver.Bounded)
    {
        if (geometry.Skin is not { } skin) throw InferenceIssues.NoFace("bs_skin", "it has a mesh, but no blendshapes for it");
        _isWhole = isWhole;
        _skin = new BlendshapeSolver(skin.Data, skin.Options with { Kind = kind });
        _tongue = geometry.Tongue is { } tongue ? new BlendshapeSolver(tongue.Data, tongue.Options with { Kind = kind }) : null;
        List<string> channels = [];
        List<int> poses = [];
        IReadOnlyList<string> names = [.. skin.Names, .. geometry.Tongue?.Names ?? []];
        for (int pose = 0; pose < names.Count; pose++)
        {
            int index = ArkitChannels.IndexOf(names[pose]);
            if (index < 0 || channels.Contains(ArkitChannels.All[index])) continue;
            channels.Add(ArkitChannels.All[index]);
            poses.Add(pose);
        }
        if (channels.Count == 0) throw InferenceIssues.NoFace("bs_skin", "none of its blendshapes has a name of ARKit's");
        Channels = channels;
        _poseOfChannel = [.. poses];
        _weights = new float[names.Count];
    }

    /// <summary>Names of the weights, in order.</summary>
    public IReadOnlyList<string> Channels { get; }

    /// <summary>Finds the weights of the frame that stands in the animators.</summary>
    /// <param name="face">The stream's animators.</param>
    /// <param name="weights">Receives one number for each of <see cref="Channels"/>.</param>
    public void Solve(FaceAnimator face, Span<float> weights)
    {
        Solve(_skin, face.SkinPositions, _weights);
        if (_tongue is not null) Solve(_tongue, face.TonguePositions, _weights.AsSpan(_skin.PoseCount));
        for (int i = 0; i < _poseOfChannel.Length; i++) weights[i] = _weights[_poseOfChannel[i]];
    }

    private void Solve(BlendshapeSolver solver, ReadOnlySpan<float> positions, Span<float> weights)
    {
        if (_isWhole) solver.Solve(positions, weights);
        else solver.SolveFitted(positions, weights);
    }
}
