using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>One profile has one text and one hash, however it was written.</summary>
public sealed class CanonicalFormTests
{
    /// <summary>Written as untidily as YAML allows.</summary>
    private const string Untidy =
        """
        # a comment
        channels:
            - max: 1.20e2
              sources: {mouthFunnel: .2, JAWOPEN: 1.0000000001, mouthClose: -0}
              name: "Jaw"
            - {name: 'on', min: -1, sources: {}}
            - name: 12
        "schema":   1
        license: 'MIT'
        id: test.rig
        authors:
        - Someone
        - "A: B"
        version: 1.2.3
        extensions: {x-b: yes, x-a: ['yes', "\u202E", ~, {q: 007}]}
        name: Test rig
        target: {format: a2f-json,
          plugin: modkit.omniverse}
        """;

    private const string Tidy =
        """
        schema: 1
        id: test.rig
        version: 1.2.3
        name: Test rig
        authors: [Someone, "A: B"]
        license: MIT
        target: {plugin: modkit.omniverse, format: a2f-json}
        channels:
          - {name: Jaw, sources: {jawOpen: 1, mouthClose: 0, mouthFunnel: 0.2}, max: 120}
          - {name: "on", sources: {}, min: -1}
          - {name: "12"}
        extensions:
          x-a:
            - "yes"
            - "\u202E"
            - "~"
            - {q: 007}
          x-b: yes

        """;

    [Fact]
    public void Is_what_the_page_says() => Assert.Equal(Tidy, Format(Untidy));

    [Fact]
    public void Formatting_twice_changes_nothing() => Assert.Equal(Tidy, Format(Tidy));

    [Fact]
    public void Hash_is_the_SHA256_of_the_canonical_text()
    {
        // printf of ProfileText.Smallest, which is in canonical form, | sha256sum
        const string expected = "1df9692bb3a1d7a77580cd75a7f6b11891721d659a0b7f0e882e0760da5a1985";
        Profile profile = ProfileText.Read(ProfileText.Smallest);
        Assert.Equal((expected, "1df9692bb3a1"), (profile.Sha256, profile.ShortSha256));
        Assert.Equal(expected, ProfileText.Read("\uFEFF# note\n" + ProfileText.Smallest.ReplaceLineEndings("\r\n")).Sha256);
        Assert.Equal(expected, ProfileText.Read(string.Join('\n', ProfileText.Smallest.Split('\n').Reverse()).Replace("Someone", "\"Someone\"", StringComparison.Ordinal)).Sha256);
        Assert.NotEqual(expected, ProfileText.Read(ProfileText.Smallest + "summary: x").Sha256);
    }

    [Fact]
    public void Shipped_profiles_mean_the_same_in_their_canonical_form() => Assert.All(ShippedProfiles.Texts(), text =>
    {
        Profile before = ProfileText.Read(text);
        Profile after = ProfileText.Read(before.CanonicalText);
        Assert.Equal(before.CanonicalText, after.CanonicalText);
        Assert.Equal(GoldenFrames.Hash(before), GoldenFrames.Hash(after));
        Assert.Equal(before.Channels.Select(channel => channel.Rig), after.Channels.Select(channel => channel.Rig));
    });

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    public void The_users_language_changes_no_byte(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(Tidy, Format(Tidy.Replace("jawOpen", "JAWOPEN", StringComparison.Ordinal).Replace("0.2", "0.20", StringComparison.Ordinal)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Long_lines_go_below_and_short_ones_stay()
    {
        string sources = string.Join(", ", ArkitChannels.Face.Take(8).Order(StringComparer.Ordinal).Select(name => name + ": 0.125"));
        string text = ProfileText.Head + $"channels: [{{name: A, sources: {{{sources}}}}}]\n";
        Assert.Equal(
            ProfileText.Head + "channels:\n  - name: A\n    sources:\n" + string.Concat(ArkitChannels.Face.Take(8).Order(StringComparer.Ordinal).Select(name => $"      {name}: 0.125\n")),
            Format(text));
    }

    [Fact]
    public void Comments_are_lost_only_when_the_user_says_so()
    {
        string text = ProfileText.Smallest.Replace("license: MIT", "license: MIT # really", StringComparison.Ordinal) + "# the end\n";
        (string? formatted, IReadOnlyList<Issue> issues) = ProfileFormatter.Format(text, "test.yaml", dropComments: false);
        Assert.Null(formatted);
        Issue issue = Assert.Single(issues);
        Assert.Equal(("PRO26", "test.yaml:6:14"), (issue.Code, issue.Place));
        Assert.Contains("2 would be lost", issue.Text, StringComparison.Ordinal);
        Assert.Equal(ProfileText.Smallest, ProfileFormatter.Format(text, "test.yaml", dropComments: true).Text);
        Assert.NotNull(ProfileFormatter.Format(ProfileText.Smallest + "summary: 'a # b'\n", "test.yaml", dropComments: false).Text);
    }

    [Fact]
    public void The_first_line_that_differs_is_named()
    {
        Issue? issue = ProfileFormatter.Compare(ProfileText.Smallest.Replace("[Someone]", "[ Someone ]", StringComparison.Ordinal), ProfileText.Smallest, "test.yaml");
        Assert.Equal(("PRO27", "test.yaml:5:1"), (issue?.Code, issue?.Place));
        Assert.Null(ProfileFormatter.Compare(ProfileText.Smallest, ProfileText.Smallest, "test.yaml"));
    }

    private static string Format(string text)
    {
        (string? formatted, IReadOnlyList<Issue> issues) = ProfileFormatter.Format(text, "test.yaml", dropComments: true);
        Assert.Empty(issues);
        return Assert.IsType<string>(formatted);
    }
}
