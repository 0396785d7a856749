using System.Globalization;
using Audio2Face.Modkit.Retargeting;
using Xunit.Abstractions;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>
/// Whether the confidence of a proposal means what the documentation says: measured on copies of known heads as other modellers might have made them, and on
/// what is no face. Set <c>MODKIT_FACES</c> for another count.
/// </summary>
public sealed class ProposalConfidenceTests(Heads heads, ITestOutputHelper output) : IClassFixture<Heads>
{
    private const int UsualFaces = 12, Kinds = 12;

    [SkippableFact]
    public async Task Of_proposals_with_a_confidence_of_eight_tenths_95_of_100_are_right()
    {
        TestFace own = TestFace.Named(await heads.OwnAsync()), ict = TestFace.Named(await heads.IctAsync(".glb"));
        // Each head is told by the other: a head told by itself would prove nothing.
        (TestFace Head, MotionTable Reference)[] pairs = [(ict, MotionTable.Load()), (own, MotionTable.From(FaceMotion.Measure(ict.Meshes)))];
        int faces = Environment.GetEnvironmentVariable("MODKIT_FACES") is { } wanted ? int.Parse(wanted, CultureInfo.InvariantCulture) : UsualFaces;
        List<(double Confidence, bool IsRight)> proposals = [];
        Parallel.For(0, faces, face =>
        {
            Random random = new(4000 + face);
            (TestFace head, MotionTable reference) = pairs[face % 2];
            TestFace varied = Vary(head, random, face / 2 % Kinds);
            IReadOnlyDictionary<string, MotionMoments> measured = FaceMotion.Measure(varied.Meshes);
            string[] names = [.. measured.Keys];
            MotionMatcher.Match match = MotionMatcher.Find([.. names.Select(name => measured[name])], reference);
            lock (proposals)
            {
                for (int i = 0; i < names.Length; i++)
                {
                    if (match.Columns[i] >= 0) proposals.Add((match.Confidence(i), varied.Truth.GetValueOrDefault(names[i]) == reference.Names[match.Columns[i]]));
                }
            }
        });
        for (double least = 0; least < 0.95; least += 0.1)
        {
            (int count, int right) = From(proposals, least);
            (int countAbove, int rightAbove) = From(proposals, least + 0.1);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"from {least:0.0}: {right} of {count} right, {(double)right / count:0.000}; of these below {least + 0.1:0.0}: {right - rightAbove} of {count - countAbove}"));
        }
        (int sure, int rightOfSure) = From(proposals, 0.8);
        (int used, int rightOfUsed) = From(proposals, ChannelProposal.LeastConfidence);
        Assert.True(sure > proposals.Count / 8, $"only {sure} of {proposals.Count} are sure");
        Assert.True(rightOfSure >= 0.95 * sure, $"{rightOfSure} of {sure} are right");
        Assert.True(rightOfUsed >= 0.8 * used, $"{rightOfUsed} of {used} are right");
    }

    private static (int Count, int Right) From(List<(double Confidence, bool IsRight)> proposals, double least)
    {
        // Tenths are no round numbers in binary.
        List<(double Confidence, bool IsRight)> found = proposals.FindAll(proposal => proposal.Confidence > least - 1e-6);
        return (found.Count, found.Count(proposal => proposal.IsRight));
    }

    private static TestFace Vary(TestFace head, Random random, int kind) => (kind switch
    {
        0 => head,
        1 => head.Reshaped(random, 0.2f),
        2 => head.Resculpted(random, 0.4f, 0.25f),
        3 => head.WithStrangers(random, 12),
        4 => head.Lacking(random, 20 + random.Next(25)),
        5 => TestFace.Ball(random, 15 + random.Next(50)),
        6 => head.Reshaped(random, 0.2f).Resculpted(random, 0.4f, 0.25f),
        7 => head.Lacking(random, 20 + random.Next(25)).WithStrangers(random, 12),
        8 => head.Resculpted(random, 0.7f, 0.5f),
        9 => head.Lacking(random, 12).WithStrangers(random, 20),
        10 => head.Lacking(random, 20 + random.Next(25)).Reshaped(random, 0.2f),
        _ => head.Lacking(random, 8),
    }).Nameless(random).PlacedAnywhere(random);
}
