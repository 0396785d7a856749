namespace Audio2Face.Modkit.Pipeline.Tests;

public sealed class LanguageTagsTests
{
    [Theory]
    [InlineData("de", "ger", true)]
    [InlineData("deu", "ger", true)]
    [InlineData("DE-at", "ger", true)]
    [InlineData("pt-BR", "pt_br", true)]
    [InlineData("pt-BR", "pt-PT", false)]
    [InlineData("en", "eng", true)]
    [InlineData("en", "ger", false)]
    [InlineData("tlh", "TLH", true)]
    [InlineData("dragon", "dragons", false)]
    [InlineData(null, "eng", false)]
    public void Tags_of_one_language_are_the_same(string? a, string b, bool areSame)
    {
        Assert.Equal(areSame, LanguageTags.AreSame(a, b));
        Assert.Equal(areSame, LanguageTags.AreSame(b, a));
    }
}
