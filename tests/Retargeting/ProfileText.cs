using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>Profile texts for tests.</summary>
internal static class ProfileText
{
    /// <summary>Everything a profile must have before its channels.</summary>
    public const string Head =
        """
        schema: 1
        id: test.rig
        version: 1.2.3
        name: Test rig
        authors: [Someone]
        license: MIT
        target: {plugin: modkit.omniverse, format: a2f-json}

        """;

    /// <summary>The smallest valid profile.</summary>
    public const string Smallest = Head + "channels: arkit\n";

    /// <summary>Reads a profile that must be valid.</summary>
    public static Profile Read(string text)
    {
        ProfileReadResult result = ProfileReader.Read(text, "test.yaml");
        Assert.Empty(result.Issues);
        return Assert.IsType<Profile>(result.Profile);
    }

    /// <summary>Reads a profile that must be invalid.</summary>
    public static IReadOnlyList<Issue> Refuse(string text)
    {
        ProfileReadResult result = ProfileReader.Read(text, "test.yaml");
        Assert.Null(result.Profile);
        Assert.Contains(result.Issues, issue => issue.Severity == IssueSeverity.Error);
        Assert.All(result.Issues, issue =>
        {
            Assert.StartsWith("test.yaml", issue.Place, StringComparison.Ordinal);
            Assert.NotEmpty(issue.Hint);
        });
        return result.Issues;
    }
}
