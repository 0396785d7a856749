using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Bethesda;
using Audio2Face.Modkit.Plugins.Bioware;
using Audio2Face.Modkit.Plugins.Interplay;
using Audio2Face.Modkit.Retargeting;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Published viseme poses through the profiles of the games, in the games' own formats.</summary>
public sealed class VoiceProfileTests
{
    private static readonly IRigFormat[] _formats = [.. new BethesdaPlugin().Formats, .. new BiowarePlugin().Formats, .. new InterplayPlugin().Formats];

    private static readonly Dictionary<string, string> _poses = new()
    {
        ["PP"] = "mouthPressLeft 0.5, mouthPressRight 0.5, mouthRollLower 0.22, mouthRollUpper 0.22",
        ["light P"] = "jawOpen 0.04, mouthClose 0.04, mouthPressLeft 0.1, mouthPressRight 0.1",
        ["FF"] = "mouthShrugLower 0.52, mouthUpperUpLeft 0.3, mouthUpperUpRight 0.3, mouthRollLower 0.3, jawOpen 0.07",
        ["TH"] = "tongueOut 0.95, jawOpen 0.12, mouthUpperUpLeft 0.15, mouthUpperUpRight 0.15, mouthLowerDownLeft 0.15, mouthLowerDownRight 0.15",
        ["DD"] = "jawOpen 0.24, tongueOut 0.28, mouthUpperUpLeft 0.12, mouthUpperUpRight 0.12",
        ["CH"] = "mouthFunnel 0.6, mouthPucker 0.4, jawOpen 0.16",
        ["SS"] = "jawOpen 0.09, mouthStretchLeft 0.3, mouthStretchRight 0.3, mouthUpperUpLeft 0.28, mouthUpperUpRight 0.28, mouthLowerDownLeft 0.28, mouthLowerDownRight 0.28",
        ["aa"] = "jawOpen 0.6, mouthLowerDownLeft 0.1, mouthLowerDownRight 0.1",
        ["E"] = "jawOpen 0.42, mouthStretchLeft 0.32, mouthStretchRight 0.32, mouthDimpleLeft 0.22, mouthDimpleRight 0.22",
        ["I"] = "jawOpen 0.16, mouthStretchLeft 0.5, mouthStretchRight 0.5, mouthSmileLeft 0.32, mouthSmileRight 0.32, mouthUpperUpLeft 0.2, mouthUpperUpRight 0.2",
        ["O"] = "mouthFunnel 0.7, mouthPucker 0.42, jawOpen 0.42",
        ["U"] = "mouthPucker 0.85, mouthFunnel 0.5, jawOpen 0.12",
        ["T"] = "jawOpen 0.09, mouthLowerDownLeft 0.14, mouthLowerDownRight 0.14, tongueTipUp 0.8, tongueUp 0.2",
        ["T unseen"] = "jawOpen 0.09, mouthLowerDownLeft 0.14, mouthLowerDownRight 0.14",
        ["L"] = "jawOpen 0.18, mouthLowerDownLeft 0.15, mouthLowerDownRight 0.15, tongueTipUp 0.9, tongueNarrow 0.3, tongueStretch 0.1",
        ["K"] = "jawOpen 0.15, mouthLowerDownLeft 0.1, mouthLowerDownRight 0.1, tongueUp 0.7, tongueIn 0.35, tongueTipDown 0.3",
        ["S"] = "jawOpen 0.05, mouthUpperUpLeft 0.12, mouthUpperUpRight 0.12, mouthLowerDownLeft 0.26, mouthLowerDownRight 0.26, tongueTipUp 0.3, tongueUp 0.25, tongueNarrow 0.35",
        ["smile"] = "mouthSmileLeft 1, mouthSmileRight 1",
        ["rest"] = "jawOpen 0",
    };

    /// <summary>Expected: classes of the pose (spec's test vectors) x the game's table, then scaled to the pose's gap; worked out by hand.</summary>
    [Theory]
    [InlineData("skyrim/skyrim-loose", "PP", "BMP 1")]
    [InlineData("skyrim/skyrim-loose", "light P", "BMP 1")]
    [InlineData("skyrim/skyrim-loose", "aa", "BigAah 0.94, Aah 0.06")] // 0.99 at a gap of 0.401, times 0.401 / 0.395
    [InlineData("skyrim/skyrim-loose", "I", "Eee 0.57, I 0.24")] // times 0.129 / 0.159
    [InlineData("skyrim/skyrim-loose", "U", "OohQ 0.65, R 0.26")] // 0.72, times 1.2 at most
    [InlineData("skyrim/skyrim-loose", "smile", "")]
    [InlineData("skyrim/skyrim-loose", "rest", "")]
    [InlineData("new-vegas/new-vegas", "O", "Oh 1")] // times 1.2 at most, but 1 is all there is
    [InlineData("fallout3/fallout3", "aa", "BigAah 0.94, Aah 0.06")]
    [InlineData("skyrim/skyrim", "aa", "BigAah 0.94, Aah 0.06")]
    [InlineData("fallout4/fallout4", "PP", "M 1")]
    [InlineData("fallout4/fallout4", "aa", "AA 0.99")]
    [InlineData("fallout4/fallout4", "I", "IY 1")]
    [InlineData("fallout4/fallout4", "U", "UW 0.58, W 0.14")]
    [InlineData("fallout4/fallout4", "DD", "S 0.455, T 0.273, N 0.182, AH 0.07")]
    [InlineData("nwn2/nwn2", "PP", "Bump 1")]
    [InlineData("nwn2/nwn2", "aa", "If 0.40, Ox 0.59")]
    [InlineData("nwn2/nwn2", "CH", "Church 0.97")]
    [InlineData("nwn2/nwn2", "TH", "Though 0.9")]
    public void A_pose_shows_as_the_games_table_says(string profile, string pose, string expected)
    {
        CurveTable curves = Map(profile, pose).Curves;
        Dictionary<string, float> wanted = expected.Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Select(cell => cell.Split(' ')).ToDictionary(cell => cell[0], cell => float.Parse(cell[1], CultureInfo.InvariantCulture));
        for (int i = 0; i < curves.Channels.Count; i++) Assert.Equal(wanted.GetValueOrDefault(curves.Channels[i]), curves[5, i], 0.045f);
    }

    [Theory]
    [InlineData("kotor/kotor", "PP MPB, light P MPB, FF FV, TH TH, DD NG, CH SH, SS STS, aa AH, E EH, I EE, O OH, U OOH, T TD, T unseen STS, L L, K KG, S STS, smile NEUTRAL, rest NEUTRAL")]
    [InlineData("fallout2/fallout2", "PP LipsPressed, light P LipsPressed, FF LipToTeeth, TH Tongue, DD Teeth, CH Teeth, SS Teeth, aa Open, E HalfOpen, I Wide, O Open, U Round, T Teeth, L Tongue, K Teeth, S Teeth, smile Rest, rest Rest")]
    public void A_pose_shows_as_its_shape(string profile, string expected)
    {
        foreach (string pair in expected.Split(", "))
        {
            int blank = pair.LastIndexOf(' ');
            RigTrack track = Map(profile, pair[..blank]);
            Assert.Equal(pair, $"{pair[..blank]} {track.Channels[track.ShapeKeys![0].Shape].Name}");
        }
    }

    /// <summary>Maps a pose that is held for a second, as the profile's own format asks.</summary>
    private static RigTrack Map(string profilePath, string pose)
    {
        string path = Path.Combine(TestPaths.RepositoryRoot, "profiles", profilePath + ".a2fprofile.yaml");
        Profile profile = ProfileReader.Read(File.ReadAllText(path), profilePath).Profile!;
        FormatDescription format = _formats.Single(format => format.Description.Id == profile.Target.Format).Description;
        float[] row = new float[ArkitChannels.All.Count];
        foreach (string cell in _poses[pose].Split(", "))
        {
            string[] parts = cell.Split(' ');
            row[ArkitChannels.IndexOf(parts[0])] = float.Parse(parts[1], CultureInfo.InvariantCulture);
        }
        FaceTrack face = new() { Weights = new CurveTable(30, 0, ArkitChannels.All, [.. Enumerable.Repeat(row, 30).SelectMany(values => values)]) };
        return new RigMapper(profile, MappingOptions.For(format, 30)).Map(face).Track;
    }
}
