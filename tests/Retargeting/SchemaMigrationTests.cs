using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>Profiles of every schema there ever was go on loading; the folder Frozen keeps one that uses everything for each.</summary>
public sealed class SchemaMigrationTests
{
    private static readonly string _frozen = Path.Combine(TestPaths.RepositoryRoot, "tests", "Retargeting", "Frozen");

    /// <summary>A schema that never was: 'license' was 'licence', authors were one text.</summary>
    private static readonly ProfileMigration _fromZero = root => root with
    {
        Entries =
        [
            .. root.Entries.Select(entry => entry.Key.Text switch
            {
                "licence" => entry with { Key = entry.Key with { Text = "license" } },
                "authors" => entry with { Value = new YamlList([entry.Value], entry.Value.Line, entry.Value.Column) },
                _ => entry,
            }),
        ],
    };

    private const string SchemaZero =
        """
        schema: 0
        id: test.rig
        version: 1.2.3
        name: Test rig
        authors: Someone
        licence: MIT
        target: {plugin: modkit.omniverse, format: a2f-json}
        channels: arkit

        """;

    public static TheoryData<string> FrozenProfiles() =>
        [.. Directory.EnumerateFiles(_frozen, "*" + ProfileLibrary.Extension, SearchOption.AllDirectories).Select(path => Path.GetRelativePath(_frozen, path))];

    [Fact]
    public void An_older_schema_comes_out_in_the_newest()
    {
        Profile profile = Assert.IsType<Profile>(ProfileReader.Read(SchemaZero, "old.yaml", null, [_fromZero]).Profile);
        Assert.Equal(ProfileText.Smallest, profile.CanonicalText);
        Assert.Equal("PRO11", ProfileReader.Read(SchemaZero, "old.yaml").Issues[0].Code);
    }

    [Fact]
    public void Overrides_of_an_older_schema_are_brought_up_to_date_too()
    {
        Profile? profile = ProfileReader.Read(ProfileText.Smallest, "new.yaml", ("schema: 0\nlicence: CC0-1.0\n", "new.local.yaml"), [_fromZero]).Profile;
        Assert.Equal("CC0-1.0", profile?.License);
    }

    [Fact]
    public void Faults_of_an_older_profile_keep_their_places()
    {
        Issue issue = Assert.Single(ProfileReader.Read(SchemaZero.Replace("MIT", "<MIT>", StringComparison.Ordinal), "old.yaml", null, [_fromZero]).Issues);
        Assert.Equal(("PRO12", "old.yaml:6:10"), (issue.Code, issue.Place));
    }

    [Fact]
    public void The_newest_schema_goes_through_no_step() =>
        Assert.NotNull(ProfileReader.Read(ProfileText.Smallest, "new.yaml", null, [_ => throw new InvalidOperationException("must not run")]).Profile);

    /// <summary>Beside each frozen profile lies its canonical form as it was when it was frozen.</summary>
    [Theory]
    [MemberData(nameof(FrozenProfiles))]
    public void A_frozen_profile_loads_and_means_what_it_meant(string name)
    {
        string path = Path.Combine(_frozen, name);
        ProfileReadResult result = ProfileFile.ReadShared(path);
        Assert.Empty(result.Issues);
        Assert.Equal(File.ReadAllText(Path.ChangeExtension(path, ".canonical.txt")), result.Profile!.CanonicalText);
    }

    [Fact]
    public void Every_schema_has_a_frozen_profile()
    {
        for (int schema = 1; schema <= Profile.Schema; schema++) Assert.NotEmpty(Directory.GetFiles(Path.Combine(_frozen, $"schema-{schema}"), "*" + ProfileLibrary.Extension));
    }
}
