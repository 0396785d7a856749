using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Face.Animation;

namespace Audio2Face.Modkit.Inference.Face.Solve;

/// <summary>How geometry becomes blendshape weights: model contract, sections 1.9 and 6.1.</summary>
internal sealed record BlendshapeSolverOptions
{
    /// <summary>Strength that holds the sum of the weights down; acts squared.</summary>
    public float L1Strength { get; init; } = 1;

    /// <summary>Strength that holds every weight down.</summary>
    public float L2Strength { get; init; } = 3.5f;

    /// <summary>Strength that keeps both poses of a symmetry pair alike.</summary>
    public float SymmetryStrength { get; init; } = 100;

    /// <summary>Strength of the pull to the last frame's weights; mostly makes weights smaller, as in the reference.</summary>
    public float TemporalStrength { get; init; }

    /// <summary>Size of the head for which the strengths are meant, in the mesh's units.</summary>
    public float TemplateSize { get; init; } = 54.7f;

    /// <summary>When <see cref="FaceSolver.Bounded"/> is content.</summary>
    public float Tolerance { get; init; } = 1e-10f;

    /// <summary>0 for each pose that only gets its offset; null: all poses are active.</summary>
    public int[]? Active { get; init; }

    /// <summary>Pair id of each pose of which only one of two may act, -1 for none; null: no such pairs.</summary>
    public int[]? CancelPairs { get; init; }

    /// <summary>Pair id of each pose that should act like another, -1 for none; null: no such pairs.</summary>
    public int[]? SymmetryPairs { get; init; }

    /// <summary>What each solved weight is multiplied with; null: 1.</summary>
    public float[]? Multipliers { get; init; }

    /// <summary>What is then added to each weight; null: 0.</summary>
    public float[]? Offsets { get; init; }

    /// <summary>Which of the reference's solvers to follow.</summary>
    public FaceSolver Kind { get; init; }

    /// <summary>Refuses options that cannot be solved with.</summary>
    /// <param name="poseCount">Poses of the model.</param>
    /// <exception cref="Abstractions.ModkitException">MOD15: a number out of range. MOD16: a list that does not fit the poses.</exception>
    public void Check(int poseCount)
    {
        new ParameterRange("strengthL1regularization", 1, 0, float.MaxValue).Check(L1Strength);
        new ParameterRange("strengthL2regularization", 3.5f, 0, float.MaxValue).Check(L2Strength);
        new ParameterRange("strengthSymmetry", 100, 0, float.MaxValue).Check(SymmetryStrength);
        new ParameterRange("strengthTemporalSmoothing", 0, 0, float.MaxValue).Check(TemporalStrength);
        new ParameterRange("templateBBSize", 54.7f, 1, float.MaxValue).Check(TemplateSize);
        CheckLength("bsSolveActivePoses", Active, poseCount);
        CheckLength("bsSolveCancelPoses", CancelPairs, poseCount);
        CheckLength("bsSolveSymmetryPoses", SymmetryPairs, poseCount);
        CheckLength("bsWeightMultipliers", Multipliers, poseCount);
        CheckLength("bsWeightOffsets", Offsets, poseCount);
        if (Active is not null && Array.TrueForAll(Active, flag => flag == 0)) throw InferenceIssues.BadData("bsSolveActivePoses", "no pose is active");
        if (CancelPairs is not null) PosePairs.Check(CancelPairs, "bsSolveCancelPoses");
        if (SymmetryPairs is not null) PosePairs.Check(SymmetryPairs, "bsSolveSymmetryPoses");
    }

    private static void CheckLength(string name, Array? values, int poseCount)
    {
        if (values is not null && values.Length != poseCount)
            throw InferenceIssues.BadData(name, FormattableString.Invariant($"it has {values.Length} entries for {poseCount} poses"));
    }
}
