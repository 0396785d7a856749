using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>The keys that matter when a profile is passed on: rig, promises, lineage, history, addresses.</summary>
public sealed class SharedProfileTests
{
    private static readonly string _hash = new('a', 64);

    [Fact]
    public void Reads_rig_promises_lineage_history_and_addresses()
    {
        Profile profile = ProfileText.Read(ProfileText.Head +
            $$$"""
            channels: [{name: Jaw, sources: {jawOpen: 1}}]
            homepage: https://example.org/hero
            source: https://example.org/hero.git
            rig: {name: Hero head, units: per cent, sha256: {{{_hash}}}, channels: [Jaw, Ears]}
            expect: {channels: 1, golden: {{{_hash}}}}
            based_on: {id: other.rig, version: 2.0.0, sha256: {{{_hash}}}}
            changelog:
              - {version: 1.2.3, text: Softer jaw}
              - {version: 1.0.0, text: First}
            """);
        Assert.Equal(("https://example.org/hero", "https://example.org/hero.git"), (profile.Homepage, profile.Source));
        Assert.Equal(("Hero head", "per cent", _hash), (profile.Rig!.Name, profile.Rig.Units, profile.Rig.MeshSha256));
        Assert.Equal(["Jaw", "Ears"], profile.Rig.Channels);
        Assert.Equal(new ProfileExpectation(1, _hash), profile.Expect);
        Assert.Equal(new ProfileOrigin("other.rig", new SemanticVersion(2, 0, 0, ""), _hash), profile.BasedOn);
        Assert.Equal([new SemanticVersion(1, 2, 3, ""), new SemanticVersion(1, 0, 0, "")], profile.Changelog.Select(change => change.Version));
        Assert.Equal("Softer jaw", profile.Changelog[0].Text);
    }

    [Theory]
    [InlineData("PRO12", "homepage: http://example.org\n")]
    [InlineData("PRO12", "homepage: https://user:word@example.org\n")]
    [InlineData("PRO12", "source: file:///etc/passwd\n")]
    [InlineData("PRO12", "source: https://\n")]
    [InlineData("PRO08", "rig: {units: m}\n")]
    [InlineData("PRO12", "rig: {name: A, sha256: ABC}\n")]
    [InlineData("PRO06", "rig: {name: A, channels: [a, a]}\n", 53)]
    [InlineData("PRO24", "expect: {channels: 51}\n")]
    [InlineData("PRO11", "expect: {channels: 0}\n")]
    [InlineData("PRO12", "expect: {golden: x}\n")]
    [InlineData("PRO08", "based_on: {id: other.rig, version: 1.0.0}\n")]
    [InlineData("PRO22", "based_on: {id: test.rig, version: 1.0.0, sha256: HASH}\n")]
    [InlineData("PRO12", "based_on: {id: other.rig, version: one, sha256: HASH}\n")]
    [InlineData("PRO09", "changelog: [First]\n")]
    [InlineData("PRO08", "changelog: [{version: 1.0.0}]\n")]
    public void Names_the_fault_and_its_line(string code, string addition, int count = 1)
    {
        IReadOnlyList<Issue> issues = ProfileText.Refuse(ProfileText.Smallest + addition.Replace("HASH", _hash, StringComparison.Ordinal));
        Assert.Equal(count, issues.Count);
        Assert.Equal(code, issues[0].Code);
        Assert.StartsWith("test.yaml:9:", issues[0].Place, StringComparison.Ordinal);
    }

    [Fact]
    public void A_channel_the_rig_lacks_is_named()
    {
        Issue issue = Assert.Single(ProfileText.Refuse(ProfileText.Head + "channels: [{name: Jaws}]\nrig: {name: A, channels: [Jaw]}\n"));
        Assert.Equal(("PRO14", "Did you mean 'Jaw'?"), (issue.Code, issue.Hint));
    }

    [Fact]
    public void A_lineage_that_goes_in_a_circle_is_refused()
    {
        Profile a = Descendant("rig.a", "rig.b"), b = Descendant("rig.b", "rig.c"), c = Descendant("rig.c", "rig.a");
        Assert.Equal(["rig.b", "rig.c"], ProfileLineage.Of(a, [a, b], "a").Select(ancestor => ancestor.Origin.Id));
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => ProfileLineage.Of(a, [a, b, c], "a.yaml")).Issues);
        Assert.Equal(("PRO23", "a.yaml"), (issue.Code, issue.Place));
        Assert.Contains("rig.a <- rig.b <- rig.c <- rig.a", issue.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_golden_frame_test_sees_motion_and_nothing_else()
    {
        Profile profile = ShippedProfiles.Library.Load("six-shapes");
        string hash = GoldenFrames.Hash(profile);
        Assert.Equal(hash, GoldenFrames.Hash(ProfileText.Read(profile.CanonicalText.Replace("name: Six shapes", "name: Another", StringComparison.Ordinal).Replace("rate_fps: 30", "rate_fps: 24", StringComparison.Ordinal))));
        string moved = profile.CanonicalText.Replace("amount: 1.2", "amount: 1.1", StringComparison.Ordinal);
        Assert.NotEqual(hash, GoldenFrames.Hash(ProfileText.Read(moved)));
        Assert.Empty(GoldenFrames.Check(ProfileText.Read(profile.CanonicalText + $"expect: {{golden: {hash}}}\n"), "six"));
        Issue issue = Assert.Single(GoldenFrames.Check(ProfileText.Read(moved + $"expect: {{golden: {hash}}}\n"), "six"));
        Assert.Equal("PRO24", issue.Code);
    }

    [Fact]
    public void The_golden_frames_hash_as_documented()
    {
        // One channel that follows jawOpen: 0.000 but for the 18th face (1.000) and the five mouths (0.250, 0.500, 0.700, 0.300, 0.150).
        // (printf 'A\n0.000\n'; for i in $(seq 68); do [ $i = 18 ] && echo 1.000 || echo 0.000; done; printf '0.250\n0.500\n0.700\n0.300\n0.150\n') | sha256sum
        Profile profile = ProfileText.Read(ProfileText.Head + "channels: [{name: A, sources: {jawOpen: 2}, max: 2}]\n");
        Assert.Equal("a5434f0108aed02a924801d9093010f24ee8709297b161eb278246c727bb1200", GoldenFrames.Hash(profile));
    }

    private static Profile Descendant(string id, string of) => ProfileText.Read(
        ProfileText.Smallest.Replace("test.rig", id, StringComparison.Ordinal) + $"based_on: {{id: {of}, version: 1.0.0, sha256: {_hash}}}\n");
}
