namespace Audio2Face.Modkit.Abstractions.Tests;

public sealed class NearestNameTests
{
    private static readonly string[] _commands = ["animate", "inspect", "models", "profiles", "plugins", "doctor"];

    [Theory]
    [InlineData("animte", "animate")]    // a letter left out
    [InlineData("aniamte", "animate")]   // two letters swapped
    [InlineData("ANIMATE", "animate")]   // case
    [InlineData("profile", "profiles")]
    [InlineData("plugin", "plugins")]
    [InlineData("doktor", "doctor")]
    [InlineData("teapot", null)]
    [InlineData("", null)]
    public void A_slip_finds_what_was_meant_and_a_stranger_finds_nothing(string name, string? nearest) =>
        Assert.Equal(nearest, NearestName.Find(name, _commands));

    [Fact]
    public void Of_two_candidates_the_nearer_wins_and_of_equals_the_first()
    {
        Assert.Equal("jawRight", NearestName.Find("jawRigt", ["jawLight", "jawRight"]));
        Assert.Equal("mouthA", NearestName.Find("mouthX", ["mouthA", "mouthB"]));
    }

    [Fact]
    public void A_single_letter_may_be_wrong_in_the_shortest_name() => Assert.Equal("-o", NearestName.Find("-p", ["-o", "--profile"]));

    [Fact]
    public void Nothing_is_near_when_there_are_no_candidates() => Assert.Null(NearestName.Find("jawOpen", []));
}
