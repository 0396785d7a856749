using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>Every code of ProfileReader, by the smallest text that earns it.</summary>
public sealed class ProfileIssueTests
{
    [Theory]
    [InlineData("PRO02", 9, "summary: 'not closed\n")]
    [InlineData("PRO02", 9, "summary: a: b\n")]
    [InlineData("PRO02", 9, "summary: a\0b\n")]
    [InlineData("PRO02", 9, "summary:\n\t- a\n", 1)]
    [InlineData("PRO02", 9, "? [a]\n: b\n")]
    [InlineData("PRO04", 9, "summary: &a text\n")]
    [InlineData("PRO04", 9, "summary: *a\n")]
    [InlineData("PRO04", 9, "summary: !!str text\n")]
    [InlineData("PRO04", 9, "summary: !file text\n")]
    [InlineData("PRO05", 9, "---\nschema: 1\n")]
    [InlineData("PRO06", 9, "id: test.other\n")]
    [InlineData("PRO07", 9, "combin: []\n")]
    [InlineData("PRO07", 9, "<<: {a: 1}\n")]
    [InlineData("PRO09", 9, "summary: [a]\n")]
    [InlineData("PRO09", 9, "summary:\n")]
    [InlineData("PRO09", 9, "timing: 30\n")]
    [InlineData("PRO09", 9, "combine: {reduce: jawOpen, by: mouthClose}\n")]
    [InlineData("PRO09", 9, "combine: [jawOpen]\n")]
    [InlineData("PRO09", 9, "combine: [{by: mouthClose}]\n")]
    [InlineData("PRO09", 9, "combine: [{reduce: jawOpen, fade: jawOpen, by: mouthClose}]\n")]
    [InlineData("PRO10", 9, "timing: {rate_fps: '30'}\n")]
    [InlineData("PRO10", 9, "timing: {rate_fps: .inf}\n")]
    [InlineData("PRO10", 9, "timing: {rate_fps: .nan}\n")]
    [InlineData("PRO10", 9, "timing: {rate_fps: 1e400}\n")]
    [InlineData("PRO10", 9, "timing: {rate_fps: 0x1E}\n")]
    [InlineData("PRO10", 9, "timing: {rate_fps: 1_0}\n")]
    [InlineData("PRO10", 9, "timing: {rate_fps: 3:30}\n")]
    [InlineData("PRO10", 9, "timing: {rate_fps: NaN}\n")]
    [InlineData("PRO10", 9, "timing:\n  rate_fps: 29,97\n", 1)]
    [InlineData("PRO11", 9, "timing: {rate_fps: 0}\n")]
    [InlineData("PRO11", 9, "timing: {rate_fps: 241}\n")]
    [InlineData("PRO11", 9, "model: {emotions: {joy: 1.5}}\n")]
    [InlineData("PRO11", 9, "combine: [{reduce: jawOpen, by: mouthClose, amount: -1}]\n")]
    [InlineData("PRO12", 9, "summary: \"two\\nlines\"\n")]
    [InlineData("PRO12", 9, "summary: \"\\u202Etxt.exe\"\n")]
    [InlineData("PRO12", 9, "game: {id: No}\n")]
    [InlineData("PRO12", 9, "extensions: {note: a}\n")]
    [InlineData("PRO14", 9, "model: {emotions: {happiness: 1}}\n")]
    [InlineData("PRO07", 9, "model: {faces: {skinStrength: 1}}\n")]
    [InlineData("PRO11", 9, "model: {face: {skinStrength: 2.01}}\n")]
    [InlineData("PRO14", 9, "model: {face: {lowerFaceStrenght: 1}}\n")]
    [InlineData("PRO14", 9, "model: {solver: adm}\n")]
    [InlineData("PRO14", 9, "unsupported: [tongues]\n")]
    [InlineData("PRO14", 9, "combine: [{reduce: jawOpen, by: mouthclose}]\n")]
    [InlineData("PRO18", 9, "combine: [{fade: jawOpen, by: jawOpen}]\n")]
    public void Names_the_fault_and_its_line(string code, int line, string addition, int linesBelow = 0)
    {
        Issue issue = Assert.Single(ProfileText.Refuse(ProfileText.Smallest + addition));
        Assert.Equal(code, issue.Code);
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"test.yaml:{line + linesBelow}:"), issue.Place, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PRO07", "{name: A, sorces: {}}")]
    [InlineData("PRO08", "{sources: {jawOpen: 1}}")]
    [InlineData("PRO09", "A")]
    [InlineData("PRO09", "{name: A, sources: [jawOpen]}")]
    [InlineData("PRO09", "{name: A, sources: {jawOpen: [1]}}")]
    [InlineData("PRO10", "{name: A, gain: no}")]
    [InlineData("PRO11", "{name: A, gain: 1e7}")]
    [InlineData("PRO06", "{name: A, sources: {jawOpen: 1, JawOpen: 1}}")]
    [InlineData("PRO14", "{name: A, sources: {jaw_open: 1}}")]
    [InlineData("PRO15", "{name: A}, {name: A}")]
    [InlineData("PRO17", "{name: A, min: 1}")]
    [InlineData("PRO17", "{name: A, rest: 2}")]
    public void Names_faults_of_channels(string code, string channels)
    {
        Issue issue = Assert.Single(ProfileText.Refuse(ProfileText.Head + $"channels: [{channels}]\n"));
        Assert.Equal(code, issue.Code);
        Assert.StartsWith("test.yaml:8:", issue.Place, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PRO05", "")]
    [InlineData("PRO05", "# only a comment\n")]
    [InlineData("PRO05", "- a\n")]
    [InlineData("PRO05", "text\n")]
    [InlineData("PRO12", "authors: ['\u0007']\n")]
    public void Refuses_what_is_no_profile(string code, string text) =>
        Assert.Contains(ProfileText.Refuse(text), issue => issue.Code == code);

    [Theory]
    [InlineData("schema: 1", "schema: 2", "PRO13")]
    [InlineData("schema: 1", "schema: 1.5", "PRO09")]
    [InlineData("schema: 1", "schema: 0", "PRO11")]
    [InlineData("id: test.rig", "id: test..rig", "PRO12")]
    [InlineData("id: test.rig", "id: \"te\u202Est\"", "PRO12")]
    [InlineData("version: 1.2.3", "version: 1.02.3", "PRO12")]
    [InlineData("license: MIT", "license: <MIT>", "PRO12")]
    [InlineData("channels: arkit", "channels: arkti", "PRO14")]
    [InlineData("channels: arkit", "channels: []", "PRO09")]
    public void Refuses_a_wrong_head(string right, string wrong, string code)
    {
        Assert.Contains(right, ProfileText.Smallest, StringComparison.Ordinal);
        string text = ProfileText.Smallest.Replace(right, wrong, StringComparison.Ordinal);
        Assert.Equal(code, Assert.Single(ProfileText.Refuse(text)).Code);
    }

    [Fact]
    public void Stops_at_the_limits()
    {
        Assert.Equal("PRO01", Assert.Single(ProfileText.Refuse(ProfileText.Smallest + "# " + new string('x', 256 * 1024))).Code);
        Assert.Equal("PRO03", Assert.Single(ProfileText.Refuse(ProfileText.Smallest + "extensions: {x-a: " + new string('[', 40))).Code);
        Assert.Equal("PRO03", Assert.Single(ProfileText.Refuse(ProfileText.Smallest + "extensions: {x-a: [" + string.Concat(Enumerable.Repeat("a,", 20_000)))).Code);

        string channels = string.Join(", ", Enumerable.Range(0, 1_025).Select(i => $"{{name: c{i}}}"));
        Assert.Equal("PRO16", Assert.Single(ProfileText.Refuse(ProfileText.Head + $"channels: [{channels}]\n")).Code);
        string authors = string.Join(", ", Enumerable.Range(0, 17).Select(i => $"a{i}"));
        Assert.Equal("PRO16", Assert.Single(ProfileText.Refuse(ProfileText.Smallest.Replace("Someone", authors, StringComparison.Ordinal))).Code);
        string terms = string.Join(", ", ArkitChannels.All.Take(65).Select(name => $"{name}: 1"));
        Assert.Equal("PRO16", Assert.Single(ProfileText.Refuse(ProfileText.Head + $"channels: [{{name: A, sources: {{{terms}}}}}]\n")).Code);
        string rules = string.Join(", ", Enumerable.Repeat("{reduce: jawOpen, by: mouthClose}", 257));
        Assert.Equal("PRO16", Assert.Single(ProfileText.Refuse(ProfileText.Smallest + $"combine: [{rules}]\n")).Code);
    }

    [Fact]
    public void The_limits_themselves_are_allowed()
    {
        string channels = string.Join(", ", Enumerable.Range(0, 1_024).Select(i => $"{{name: c{i}}}"));
        string rules = string.Join(", ", Enumerable.Repeat("{reduce: c0, by: c1}", 256));
        Profile profile = ProfileText.Read(ProfileText.Head + $"channels: [{channels}]\ncombine: [{rules}]\n");
        Assert.Equal((1_024, 256), (profile.Channels.Count, profile.CombineRules.Count));
    }

    [Fact]
    public void Never_tells_more_than_a_hundred_issues_nor_repeats_long_texts()
    {
        StringBuilder text = new(ProfileText.Smallest);
        for (int i = 0; i < 5_000; i++) text.Append(CultureInfo.InvariantCulture, $"k{i}: 1\n");
        Assert.Equal(100, ProfileText.Refuse(text.ToString()).Count);
        Issue longOne = Assert.Single(ProfileText.Refuse(ProfileText.Smallest + "unsupported: [" + new string('x', 100_000) + "]\n"));
        Assert.InRange(longOne.ToString().Length, 1, 300);
    }
}
