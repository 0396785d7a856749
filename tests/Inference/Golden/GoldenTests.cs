using System.Globalization;
using Xunit.Abstractions;

namespace Audio2Face.Modkit.Inference.Tests.Golden;

/// <summary>Our parts against numbers that NVIDIA's own code computed: ../shared/golden/GOLDEN.md.</summary>
public sealed class GoldenTests(ITestOutputHelper output)
{
    /// <summary>How each component's cases are run: reads a case's inputs, computes, compares with its outputs.</summary>
    private static readonly SortedDictionary<string, Func<GoldenCase, IEnumerable<Comparison>>> _components = new(StringComparer.Ordinal)
    {
        ["audio_accumulator"] = TimingChecks.Audio,
        ["audio_resample"] = ReferenceChecks.Resample,
        ["audio_track"] = ReferenceChecks.Track,
        ["blendshape_solver"] = SolveChecks.BlendshapeSolver,
        ["bvls"] = SolveChecks.BoundedLeastSquares,
        ["diffusion_executor"] = ExecutorChecks.Diffusion,
        ["emotion_accumulator"] = EmotionChecks.Timeline,
        ["emotion_executor"] = ExecutorChecks.Emotion,
        ["emotion_postprocess"] = EmotionChecks.PostProcess,
        ["eyes_animator"] = AnimationChecks.Eyes,
        ["interpolator"] = ReferenceChecks.Smoother,
        ["pca_reconstruction"] = AnimationChecks.Pca,
        ["regression_executor"] = ExecutorChecks.Regression,
        ["rigid_transform"] = AnimationChecks.RigidTransform,
        ["skin_animator"] = AnimationChecks.Skin,
        ["teeth_animator"] = AnimationChecks.Jaw,
        ["tongue_animator"] = AnimationChecks.Tongue,
        ["window_progress"] = TimingChecks.Windows,
    };

    public static TheoryData<string, string> Cases()
    {
        TheoryData<string, string> rows = [];
        ILookup<string, string> cases = GoldenSet.Cases().ToLookup(row => row.Component, row => row.Name);
        foreach (string component in cases.Select(group => group.Key).Union(_components.Keys).Order(StringComparer.Ordinal))
        {
            foreach (string name in cases[component].DefaultIfEmpty(GoldenSet.NoCase)) rows.Add(component, name);
        }
        return rows;
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Case_is_met(string component, string name)
    {
        GoldenSet.Require();
        Assert.True(name != GoldenSet.NoCase, $"no case of {component} in the golden data");
        Assert.True(_components.TryGetValue(component, out Func<GoldenCase, IEnumerable<Comparison>>? run), $"{component} is not compared with the golden data");
        GoldenCase golden = GoldenSet.Open(name);
        Comparison[] comparisons = [.. run(golden)];
        Assert.NotEmpty(comparisons);
        foreach (Comparison comparison in comparisons)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{comparison.Array}: largest error {comparison.LargestError:g3}, tolerance {comparison.Tolerance}"));
            if (comparison.Failure is not null && golden.IsInformative) output.WriteLine("informative: " + comparison.Failure);
            else Assert.Null(comparison.Failure);
        }
    }

    [SkippableFact]
    public void Table_of_all_components()
    {
        GoldenSet.Require();
        output.WriteLine($"{"component",-20} {"cases",5} {"array",-28} {"largest error",13} {"tolerance",-18} {"of it",6}  met");
        foreach (IGrouping<string, string> cases in GoldenSet.Cases().GroupBy(row => row.Component, row => row.Name).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Comparison[] comparisons = [.. cases.Select(GoldenSet.Open).Where(golden => !golden.IsInformative).SelectMany(_components[cases.Key])];
            foreach (IGrouping<(string Array, Tolerance Tolerance), Comparison> array in comparisons.GroupBy(comparison => (comparison.Array, comparison.Tolerance)))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{cases.Key,-20} {cases.Count(),5} {array.Key.Array,-28} {array.Max(c => c.LargestError),13:0.0e+0} {array.Key.Tolerance,-18} {array.Max(c => c.LargestShare),6:0.0%}  {array.Count(c => c.Failure is null)} of {array.Count()}"));
            }
        }
    }
}
