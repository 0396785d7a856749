using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>The user's language changes nothing.</summary>
public sealed class CultureTests
{
    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void Profiles_read_and_map_alike(string culture)
    {
        string[] invariant = Describe();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(invariant, Describe());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>A sound profile with decimals and names that have an i, its result, and the messages of an unsound one.</summary>
    private static string[] Describe()
    {
        Profile profile = ProfileText.Read(ProfileText.Head + "channels: [{name: A, sources: {mouthSmileLeft: 0.5, JAWOPEN: -1.25}, min: -2.5}]\ntiming: {rate_fps: 29.97}\n");
        float value = Assert.Single(Faces.Map(profile, Faces.Pose(("jawOpen", 1), ("mouthSmileLeft", 1)), "A"));
        Assert.Equal(-0.75f, value);
        Assert.Equal(29.97, profile.Timing.FrameRateFps);
        IEnumerable<Issue> issues = ProfileText.Refuse(ProfileText.Smallest + "timing: {rate_fps: 1000.5}\nmodel: {emotions: {GRIEFI: 1,5}}\nTIMING: a\n");
        return [profile.Sha256, profile.Version.ToString(), .. issues.Select(issue => issue.ToString())];
    }
}
