using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline.Tests;

/// <summary>Which recording is made with which profile.</summary>
public sealed class ProfileRulesTests
{
    private static BatchSource Source(string name, string? speaker = null, string? language = null, string? profile = null) =>
        new() { Path = "x", Name = name, Speaker = speaker, Language = language, Profile = profile };

    private static IEnumerable<string?> Profiles(string[] rules, params BatchSource[] sources) =>
        [.. ProfileRules.Parse(rules).Apply(sources, new List<Issue>()).Select(source => source.Profile)];

    [Theory]
    [InlineData("npc/male/**", "npc/male/a.wav", true)]
    [InlineData("npc/male/**", "npc/male/deep/a.wav", true)]
    [InlineData("npc/male/**", "npc/males/a.wav", false)]
    [InlineData("npc/male", "npc/male/deep/a.wav", true)]
    [InlineData("NPC/*/", "npc/male/deep/a.wav", true)]
    [InlineData("npc/*.wav", "npc/a.wav", true)]
    [InlineData("npc/*.wav", "npc/male/a.wav", false)]
    [InlineData("*.wav", "npc/a.wav", false)]
    [InlineData("**/*_angry.*", "npc/male/a_angry.wav", true)]
    [InlineData("**/*_angry.*", "a_angry.wav", true)]
    [InlineData("**/b?b/**", "npc/bob/a.wav", true)]
    [InlineData("**/b?b/**", "npc/b/b/a.wav", false)]
    [InlineData("a.c/(x)/[y]", "a.c/(x)/[y]/z.wav", true)]
    [InlineData("a.c", "abc", false)]
    [InlineData("**", "npc/a.wav", true)]
    [InlineData(@"npc\male", "npc/male/a.wav", true)]
    public void A_pattern_is_one_over_names(string pattern, string name, bool matches) =>
        Assert.Equal(matches ? "P" : null, Assert.Single(Profiles([$"{pattern}=P"], Source(name))));

    [Fact]
    public void Speakers_and_languages_have_rules_too() => Assert.Equal(
        (string?[])["ann", "german", null, null],
        Profiles(["speaker:Ann Smith=ann", "language:de=german"], Source("a", speaker: "ann smith", language: "de"), Source("b", language: "ger"), Source("c", speaker: "Ann"), Source("speaker")));

    [Fact]
    public void The_first_rule_that_matches_counts_and_a_manifest_before_all() => Assert.Equal(
        (string?[])["one", "two", "own"],
        Profiles(["npc/*.wav=one", "**=two"], Source("npc/a.wav"), Source("b.wav"), Source("npc/c.wav", profile: "own")));

    [Fact]
    public void A_rule_of_no_use_is_a_warning()
    {
        List<Issue> warnings = [];
        ProfileRules.Parse(["npc/**=one", "npc/male/**=two", "nobody/**=three"]).Apply([Source("npc/male/a.wav")], warnings);
        Assert.Equal(["npc/male/**=two Earlier rules match every recording that this one does.", "nobody/**=three The rule matches no recording."], warnings.Select(issue => $"{issue.Place} {issue.Text}"));
        Assert.All(warnings, issue => Assert.Equal(("INP15", IssueSeverity.Warning), (issue.Code, issue.Severity)));
    }

    [Fact]
    public void Everything_that_is_no_rule_is_told_at_once()
    {
        ModkitException exception = Assert.Throws<ModkitException>(() => ProfileRules.Parse(["npc/**", "=P", "npc=", "npc=P", "speaker:=P", ""]));
        Assert.Equal(["npc/**", "=P", "npc=", "speaker:=P", ""], exception.Issues.Select(issue => issue.Place));
        Assert.All(exception.Issues, issue => Assert.Equal("INP14", issue.Code));
    }

    [Fact]
    public void A_pattern_of_many_stars_takes_no_longer_than_others()
    {
        string pattern = string.Concat(Enumerable.Repeat("*a", 200)) + "=P";
        Assert.Null(Assert.Single(Profiles([pattern], Source(new string('a', 190) + "b"))));
    }
}
