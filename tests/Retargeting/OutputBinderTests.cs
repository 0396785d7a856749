using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting.Tests;

public sealed class OutputBinderTests
{
    [Fact]
    public void A_template_is_read_with_its_variables()
    {
        Profile profile = ProfileText.Read(ProfileText.Smallest
            + "output: {path: 'Sound/Voice/{plugin}/{voicetype}/{name}_1', case: lower, longest_name: 16, variables: {plugin: My Mod.esp, voicetype: '{folder}'}}\n");
        ProfileOutput output = Assert.IsType<ProfileOutput>(profile.Output);
        Assert.Equal("Sound/Voice/{plugin}/{voicetype}/{name}_1", output.Path);
        Assert.True(output.IsLowerCase);
        Assert.Equal(16, output.LongestName);
        Assert.Equal(["plugin=My Mod.esp", "voicetype={folder}"], output.Variables.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Format_options_are_read()
    {
        Profile profile = ProfileText.Read(ProfileText.Smallest.Replace("format: a2f-json", "format: a2f-json, options: {head: P_HHM, layout: visemes}", StringComparison.Ordinal));
        Assert.Equal(["head=P_HHM", "layout=visemes"], profile.Target.Options.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("path: '/abs/{name}'")]
    [InlineData("path: '../{name}'")]
    [InlineData("path: 'a/../../{name}'")]
    [InlineData("path: 'a\\b\\{name}'")]
    [InlineData("path: 'C:/{name}'")]
    [InlineData("path: 'a//{name}'")]
    [InlineData("path: 'a/{name}/'")]
    [InlineData("path: 'a./{name}'")]
    [InlineData("path: 'a/{name'")]
    [InlineData("path: 'a/{Name}'")]
    [InlineData("case: upper, path: 'a'")]
    [InlineData("path: 'a', variables: {v: '../x'}")]
    [InlineData("path: 'a', variables: {v: 'a/b'}")]
    [InlineData("path: 'a', variables: {v: '{w}'}")]
    [InlineData("path: 'a', variables: {name: x}")]
    public void A_template_that_could_lead_elsewhere_is_refused(string output) =>
        Assert.Contains(ProfileText.Refuse(ProfileText.Smallest + $"output: {{{output}}}\n"), issue => issue.Code == "PRO12");

    [Fact]
    public void An_unknown_variable_is_answered_with_the_nearest()
    {
        Issue issue = ProfileText.Refuse(ProfileText.Smallest + "output: {path: 'a/{nane}'}\n").Single();
        Assert.Equal("PRO14", issue.Code);
        Assert.Contains("'name'", issue.Hint, StringComparison.Ordinal);
    }
}
