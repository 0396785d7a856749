using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>The user's own changes lie in a file beside the shared one, which stays as it came.</summary>
public sealed class LocalOverridesTests : IDisposable
{
    private const string Shared = ProfileText.Head +
        """
        channels:
          - {name: Jaw, sources: {jawOpen: 1, mouthFunnel: 0.25}, gain: 100, max: 100}
          - {name: Lips, sources: {mouthClose: 1}}
        combine: [{reduce: Jaw, by: Lips}]
        timing: {rate_fps: 30}
        expect: {channels: 2}

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("modkit-local-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Maps_merge_by_key_channels_by_name_and_lists_are_replaced()
    {
        Profile profile = Merge("channels: [{name: Jaw, gain: 120, sources: {mouthFunnel: 0}}]\ntiming: {lead_ms: 20}\ncombine: []\nname: Mine\n");
        Assert.Equal("Mine", profile.Name);
        Assert.Equal((120f, 100f), (profile.Channels[0].Gain, profile.Channels[0].Rig.Maximum));
        Assert.Equal([("jawOpen", 1f), ("mouthFunnel", 0f)], profile.Channels[0].Terms.Select(term => (term.Source, term.Weight)));
        Assert.Equal("Lips", profile.Channels[1].Rig.Name);
        Assert.Equal((30d, 20d), (profile.Timing.FrameRateFps, profile.Timing.LeadMilliseconds));
        Assert.Empty(profile.CombineRules);
        Assert.Equal(ProfileText.Read(Shared).Sha256, profile.SharedSha256);
        Assert.NotEqual(profile.SharedSha256, profile.Sha256);
        Assert.Equal("mine.local.yaml", profile.Local!.FileName);
    }

    [Fact]
    public void A_channel_of_a_word_can_be_overridden()
    {
        Profile profile = ProfileReader.Read(ProfileText.Smallest, "test.yaml", "channels: [{name: jawOpen, gain: 1.25}]", "mine.local.yaml").Profile!;
        Assert.Equal(52, profile.Channels.Count);
        Assert.Equal(1.25f, profile.Channels[17].Gain);
    }

    [Theory]
    [InlineData("PRO25", "mine.local.yaml:1:1", "id: other.id")]
    [InlineData("PRO25", "mine.local.yaml:1:1", "version: 9.0.0")]
    [InlineData("PRO25", "mine.local.yaml:1:1", "expect: {channels: 3}")]
    [InlineData("PRO14", "mine.local.yaml:1:12", "channels: [{name: Jwa, gain: 2}]")]
    [InlineData("PRO10", "mine.local.yaml:2:19", "# mine\ntiming: {lead_ms: soon}")]
    [InlineData("PRO07", "mine.local.yaml:1:1", "timings: {lead_ms: 1}")]
    [InlineData("PRO05", "mine.local.yaml:1:1", "- a")]
    [InlineData("PRO17", "test.yaml:9:5", "channels: [{name: Jaw, max: -1}]")]
    public void What_is_wrong_is_told_with_the_file_it_stands_in(string code, string place, string local)
    {
        ProfileReadResult result = ProfileReader.Read(Shared, "test.yaml", local, "mine.local.yaml");
        Assert.Null(result.Profile);
        Assert.Equal((code, place), (result.Issues[0].Code, result.Issues[0].Place));
    }

    [Fact]
    public void A_file_beside_the_profile_is_found_and_its_absence_changes_nothing()
    {
        Write("hero.a2fprofile.yaml", Shared);
        ProfileLibrary library = new([_folder]);
        Assert.Null(library.Load("hero").Local);
        Write("hero.local.yaml", "name: Mine");
        Assert.Equal("Mine", library.Load("hero").Name);
        Assert.Equal("Mine", library.Load("test.rig").Name);
        Assert.Equal("Test rig", ProfileFile.ReadShared(Path.Combine(_folder, "hero.a2fprofile.yaml")).Profile?.Name);
    }

    [Fact]
    public void Overrides_of_an_installed_profile_outlive_an_update()
    {
        Write("test.rig/1.2.3/test.rig.a2fprofile.yaml", Shared);
        Write("test.rig/test.rig.local.yaml", "name: Mine");
        ProfileLibrary library = new([_folder]);
        Assert.Equal(("1.2.3", "Mine"), (library.Load("test.rig").Version.ToString(), library.Load("test.rig").Name));
        Write("test.rig/1.10.0/test.rig.a2fprofile.yaml", Shared.Replace("1.2.3", "1.10.0", StringComparison.Ordinal));
        Assert.Equal(("1.10.0", "Mine"), (library.Load("test.rig").Version.ToString(), library.Load("test.rig").Name));
        Assert.Equal("1.2.3", library.Load("test.rig@1.2.3").Version.ToString());
        Assert.Equal("PRO19", Assert.Single(Assert.Throws<ModkitException>(() => library.Load("test.rig@3.0.0")).Issues).Code);
    }

    private static Profile Merge(string local)
    {
        ProfileReadResult result = ProfileReader.Read(Shared, "test.yaml", local, "mine.local.yaml");
        Assert.Empty(result.Issues);
        return result.Profile!;
    }

    private void Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using StreamWriter writer = new(path);
        writer.Write(text);
    }
}
