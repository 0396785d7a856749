using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli;
using Audio2Face.Modkit.Evaluation.Measures;
using Audio2Face.Modkit.Media;
using Audio2Face.Modkit.Pipeline;
using Audio2Face.Modkit.Retargeting;
using Audio2Face.Modkit.Tests;
using Xunit.Abstractions;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>Real speech through every profile we ship, to the file the game loads and back.</summary>
public sealed class GameProfileTests(RealFaces faces, ITestOutputHelper log) : IClassFixture<RealFaces>
{
    private const double LeastShown = 0.85;
    private const double MostInvented = 0.05;

    /// <summary>How a person sees that a character's lips are shut.</summary>
    private enum Shut
    {
        /// <summary>This shape is shown, or these channels together reach half of the first one's range.</summary>
        By,

        /// <summary>These channels, which open the mouth or round it, together stay under a tenth of the first one's range.</summary>
        Without,

        /// <summary>ARKit channels, under other spellings: the gap they make.</summary>
        Gap,
    }

    /// <summary>By profile what shuts its mouth. A profile that is shipped and not here fails a test below.</summary>
    private static readonly Dictionary<string, (Shut Kind, string[] Channels)> _shut = new()
    {
        ["ags"] = (Shut.By, ["MBP"]),
        ["arkit"] = (Shut.Gap, []),
        ["fallout2"] = (Shut.By, ["LipsPressed"]),
        ["fallout3"] = (Shut.By, ["BMP"]),
        ["fallout4"] = (Shut.By, ["M"]),
        ["fbx-arkit"] = (Shut.Gap, []),
        ["gltf-arkit"] = (Shut.Gap, []),
        ["godot-arkit"] = (Shut.Gap, []),
        ["half-life-2"] = (Shut.By, ["m", "p", "b"]),
        ["half-life-2-vcd"] = (Shut.By, ["presser"]),
        ["kotor"] = (Shut.By, ["MPB"]),
        ["mass-effect"] = (Shut.By, ["FILL_IN_closed"]),
        ["metahuman"] = (Shut.Gap, []),
        ["mmd"] = (Shut.Without, ["あ", "い", "う", "え", "お"]),
        ["mmd-arkit"] = (Shut.Gap, []),
        ["moho"] = (Shut.By, ["MBP"]),
        ["new-vegas"] = (Shut.By, ["BMP"]),
        ["nwn2"] = (Shut.By, ["Bump"]),
        ["papagayo"] = (Shut.By, ["MBP"]),
        ["rhubarb"] = (Shut.By, ["A"]),
        ["six-shapes"] = (Shut.Without, ["Jaw"]),
        ["skyrim"] = (Shut.By, ["BMP"]),
        ["skyrim-loose"] = (Shut.By, ["BMP"]),
        ["tf2-vcd"] = (Shut.By, ["left_lipsTogether"]),
        ["unity-arkit"] = (Shut.Gap, []),
        ["usd-arkit"] = (Shut.Gap, []),
        ["vrm"] = (Shut.Without, ["aa", "ih", "ou", "ee", "oh"]),
        ["vrm-arkit"] = (Shut.Gap, []),
    };

    /// <summary>One control of each that ARKit has one channel for.</summary>
    private static readonly Dictionary<string, string> _metaHuman = new()
    {
        ["CTRL_expressions_jawOpen"] = "jawOpen",
        ["CTRL_expressions_mouthLipsTogetherUL"] = "mouthClose",
        ["CTRL_expressions_mouthFunnelUL"] = "mouthFunnel",
        ["CTRL_expressions_mouthLipsPurseUL"] = "mouthPucker",
        ["CTRL_expressions_mouthLowerLipDepressL"] = "mouthLowerDownLeft",
        ["CTRL_expressions_mouthLowerLipDepressR"] = "mouthLowerDownRight",
        ["CTRL_expressions_mouthUpperLipRaiseL"] = "mouthUpperUpLeft",
        ["CTRL_expressions_mouthUpperLipRaiseR"] = "mouthUpperUpRight",
        ["CTRL_expressions_jawChinRaiseUL"] = "mouthShrugUpper",
        ["CTRL_expressions_jawChinRaiseDL"] = "mouthShrugLower",
        ["CTRL_expressions_mouthUpperLipRollInL"] = "mouthRollUpper",
        ["CTRL_expressions_mouthLowerLipRollInL"] = "mouthRollLower",
        ["CTRL_expressions_mouthPressUL"] = "mouthPressLeft",
        ["CTRL_expressions_mouthPressUR"] = "mouthPressRight",
    };

    public static TheoryData<string> Profiles => [.. _shut.Keys];

    [Fact]
    public async Task Every_profile_shipped_is_judged_here()
    {
        A2f.Outcome outcome = (await A2f.RunAsync("profiles", "--json")).Expect(ExitCodes.Success);
        Assert.Equal(outcome.Events("profile").Select(profile => profile.GetProperty("name").GetString()).Order(StringComparer.Ordinal), _shut.Keys.Order(StringComparer.Ordinal));
    }

    [SkippableTheory]
    [MemberData(nameof(Profiles))]
    public async Task Lips_that_shut_on_the_face_shut_in_the_game(string name)
    {
        Skip.If(faces.Recordings.Count == 0, "needs ../shared/speech, which is not on this machine");
        using PluginHost plugins = new(new PluginHostOptions { BuiltInFolders = [Path.Combine(TestPaths.Home, "plugins")] });
        Profile profile = new ProfileLibrary([Path.Combine(TestPaths.Home, "profiles")]).Load(name);
        IReadableFormat format = Assert.IsAssignableFrom<IReadableFormat>(plugins.GetFormat(profile.Target.Format));
        double fps = FrameRate.Choose(null, profile.Timing.FrameRateFps, format.Description);
        RigMapper mapper = new(profile, MappingOptions.For(format.Description, fps));
        LineSettings settings = LineSettings.Resolve(new Dictionary<string, string>(), profile, format.Description);

        MediaReader media = new();
        int said = 0, shown = 0, open = 0, invented = 0;
        List<string> missed = [];
        foreach (RealFaces.Recording recording in faces.Recordings)
        {
            RigTrack track = mapper.Map(recording.Face).Track;
            MemoryFiles output = new();
            await format.WriteAsync(track, new LineInfo
            {
                Name = "line",
                DurationSeconds = recording.DurationSeconds,
                VoiceWave = format.Description.VoiceSampleRatesHz is { Count: > 0 } rates ? await media.ReadWaveAsync(recording.Path, rates, new MediaOptions(), CancellationToken.None) : null,
                Options = settings.FormatOptions,
            }, output, CancellationToken.None);
            RigTrack read = format.Read(output.Open(format.Description.Extension), "line" + format.Description.Extension);
            bool[] isShut = ShutFrames(read, _shut[name]);
            foreach ((double start, double end) in recording.Closures)
            {
                said++;
                bool isShown = isShut.Index().Any(frame => frame.Item
                    && read.Curves.TimeSeconds(frame.Index) >= start - RealFaces.ReachSeconds - (0.5 / read.Curves.FrameRateFps)
                    && read.Curves.TimeSeconds(frame.Index) <= end + RealFaces.ReachSeconds + (0.5 / read.Curves.FrameRateFps));
                if (isShown) shown++;
                else missed.Add(string.Create(CultureInfo.InvariantCulture, $"{recording.Name} {start:0.00}"));
            }
            foreach (double seconds in recording.OpenSeconds)
            {
                int frame = (int)Math.Round((seconds - read.Curves.StartSeconds) * read.Curves.FrameRateFps);
                if (frame < 0 || frame >= isShut.Length) continue;
                open++;
                if (isShut[frame]) invented++;
            }
        }
        string figure = string.Create(CultureInfo.InvariantCulture,
            $"{name}: {shown} of {said} closures of the face are shown ({100.0 * shown / said:0.0} %), {invented} of {open} open moments are shut ({100.0 * invented / open:0.0} %)");
        log.WriteLine(figure);
        Assert.True(said > 300 && open > 3000, $"too little to judge: {figure}");
        Assert.True(shown >= LeastShown * said, $"{figure}; missed: {string.Join(", ", missed.Take(20))}");
        Assert.True(invented <= MostInvented * open, figure);
    }

    private static bool[] ShutFrames(RigTrack track, (Shut Kind, string[] Channels) shut)
    {
        CurveTable curves = track.Curves;
        if (shut.Kind == Shut.Gap)
        {
            // Formats spell ARKit's channels in their own way: prefixes, upper case, cut names.
            CurveTable arkit = new(curves.FrameRateFps, curves.StartSeconds, [.. curves.Channels.Select(ArkitName)], curves.Values.ToArray());
            double[] gaps = [.. Enumerable.Range(0, arkit.FrameCount).Select(frame => RealFaces.GapMillimetres(arkit, frame) / track.Channels[0].Maximum)];
            double limit = RealFaces.ShutMillimetres(gaps);
            return [.. gaps.Select(gap => gap <= limit)];
        }
        // Lists of cues name only the shapes they use.
        int[] columns = [.. shut.Channels.Select(curves.IndexOf).Where(column => column >= 0)];
        if (columns.Length == 0) return new bool[curves.FrameCount];
        float range = track.Channels[columns[0]].Maximum;
        return [.. Enumerable.Range(0, curves.FrameCount).Select(frame =>
        {
            float sum = columns.Sum(column => curves[frame, column]);
            return shut.Kind == Shut.By ? sum >= 0.5f * range : sum <= 0.1f * range;
        })];
    }

    private static string ArkitName(string channel)
    {
        if (_metaHuman.TryGetValue(channel, out string? arkit)) return arkit;
        return LipGeometry.ChannelOf(channel) ?? ArkitChannels.Face.FirstOrDefault(name => channel.Length == 15 && name.StartsWith(channel, StringComparison.Ordinal)) ?? channel;
    }

    private sealed class MemoryFiles : IFormatOutput
    {
        private readonly Dictionary<string, MemoryStream> _files = new(StringComparer.Ordinal);

        public Stream Create(string extension) => _files[extension] = new MemoryStream();

        public MemoryStream Open(string extension) => new MemoryStream(_files[extension].ToArray());
    }
}
