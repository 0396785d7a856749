using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting.Tests;

public sealed class ManifestMutationTests
{
    private const string Sound =
        """
        {"id": "some.plugin", "name": "Some", "version": "1.0.0", "api_level": 1, "entry": "Some.dll", "type": "Some.Plugin",
         "formats": ["one", "two"], "authors": ["A"], "license": "MIT",
         "source": {"url": "https://example.org/some", "commit": "0123abc"}}
        """;

    [Theory]
    [InlineData("{\"\\ud800\": 1}")]
    [InlineData("{\"id\": \"\\ud800\"}")]
    [InlineData("{\"i\\u0064\": \"x.y\", \"id\": \"x.y\"}")]
    public void Half_characters_and_hidden_repetitions_are_refused(string json) => Assert.NotEmpty(Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Mutated_manifests_give_issues_and_never_throw()
    {
        byte[] sound = Encoding.UTF8.GetBytes(Sound);
        Assert.Empty(Read(sound));
        string[] spice = ["\"", "{", "}", "[", "]", ":", ",", "\\ud800", "\\u0000", "\\", "\u00FF", "1e999", "null", "//", "/*", "\n"];
        Random random = new(20261121);
        int refused = 0;
        for (int i = 0; i < 5_000; i++)
        {
            List<byte> json = [.. sound];
            for (int edit = random.Next(1, 4); edit > 0; edit--)
            {
                int at = random.Next(json.Count);
                if (random.Next(3) == 0) json[at] = (byte)random.Next(256);
                else if (random.Next(2) == 0) json.InsertRange(at, Encoding.UTF8.GetBytes(spice[random.Next(spice.Length)]));
                else json.RemoveRange(at, Math.Min(random.Next(1, 12), json.Count - at));
            }
            if (Read([.. json]).Count > 0) refused++;
        }
        Assert.InRange(refused, 2_500, 4_999);
    }

    private static List<Issue> Read(byte[] json)
    {
        List<Issue> issues = [];
        PluginManifest? manifest = PluginManifestReader.Read(json, "plugin.json", issues);
        Assert.Equal(manifest is null, issues.Count > 0);
        return issues;
    }
}
