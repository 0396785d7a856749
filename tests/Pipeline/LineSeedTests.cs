namespace Audio2Face.Modkit.Pipeline.Tests;

public sealed class LineSeedTests
{
    [Fact]
    public void Hash_is_that_of_its_published_test_vectors()
    {
        // FNV-1a, 32 bits: "a" is e40c292c, "foobar" is bf9cf968 (the authors' test suite).
        Assert.Equal(unchecked((int)0xE40C292C), LineSeed.Of(0, "a.wav"));
        Assert.Equal(unchecked((int)0xBF9CF968), LineSeed.Of(0, "voices/foobar.ogg"));
    }

    [Fact]
    public void Lines_differ_and_seeds_differ()
    {
        Assert.NotEqual(LineSeed.Of(0, "line1.wav"), LineSeed.Of(0, "line2.wav"));
        Assert.NotEqual(LineSeed.Of(0, "line1.wav"), LineSeed.Of(1, "line1.wav"));
    }
}
