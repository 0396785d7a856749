namespace Audio2Face.Modkit.Retargeting.Tests;

public sealed class SemanticVersionTests
{
    [Fact]
    public void Orders_as_the_specification_does()
    {
        // The example of semver.org, section 11, with releases around it.
        string[] ordered =
        [
            "0.9.10", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",
            "1.0.0", "1.0.2", "1.0.10", "1.2.0", "1.10.0", "2.0.0",
        ];
        for (int i = 0; i < ordered.Length; i++)
        {
            for (int j = 0; j < ordered.Length; j++) Assert.Equal(i.CompareTo(j), Math.Sign(Parse(ordered[i]).CompareTo(Parse(ordered[j]))));
        }
    }

    [Theory]
    [InlineData("1.2.3+build.5", "1.2.3")]
    [InlineData("1.2.3-a.b+c", "1.2.3-a.b")]
    public void Drops_build_data(string text, string expected) => Assert.Equal(expected, Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.2")]
    [InlineData("1.2.3.4")]
    [InlineData("v1.2.3")]
    [InlineData("01.2.3")]
    [InlineData("1.2.-3")]
    [InlineData("1.2.3-")]
    [InlineData("1.2.3-01")]
    [InlineData("1.2.3-a..b")]
    [InlineData("1.2.99999999999")]
    [InlineData(" 1.2.3")]
    [InlineData("١.2.3")]
    public void Refuses_other_forms(string text) => Assert.False(SemanticVersion.TryParse(text, out _));

    private static SemanticVersion Parse(string text)
    {
        Assert.True(SemanticVersion.TryParse(text, out SemanticVersion version));
        return version;
    }
}
