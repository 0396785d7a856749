using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Unity;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

public sealed class UnityAnimTests
{
    private readonly UnityAnimFormat _format = new();

    [Fact]
    public async Task A_clip_is_as_its_description_says()
    {
        RigTrack track = TextTracks.Keyed([new RigChannel("jawOpen"), new RigChannel("あ: #")], 30, 40);
        string text = Encoding.UTF8.GetString(await TextTracks.WriteAsync(_format, track, TextTracks.Line(40 / 30.0, ("path", "Armature/Head"), ("prefix", "BS_node."))));
        Assert.StartsWith("%YAML 1.1\n%TAG !u! tag:unity3d.com,2011:\n--- !u!74 &7400000\nAnimationClip:\n", text, StringComparison.Ordinal);
        Assert.Contains("\n  m_SampleRate: 30\n", text, StringComparison.Ordinal);
        Assert.Contains("\n    m_StopTime: 1.333333\n", text, StringComparison.Ordinal);
        Assert.Contains("\n    m_LoopTime: 0\n", text, StringComparison.Ordinal);
        Assert.Equal(["blendShape.BS_node.jawOpen", "\"blendShape.BS_node.\\u3042: #\""], Values(text, "attribute"));
        Assert.Equal(["Armature/Head", "Armature/Head"], Values(text, "path"));
        Assert.Equal(["137", "137"], Values(text, "classID"));
        string[] curves = text.Split("  - curve:\n")[1..];
        for (int channel = 0; channel < 2; channel++)
        {
            double[] times = Numbers(curves[channel], "time"), values = Numbers(curves[channel], "value");
            double[] slopesIn = Numbers(curves[channel], "inSlope"), slopesOut = Numbers(curves[channel], "outSlope");
            Assert.Equal(track.KeyFrames![channel].Select(frame => Math.Round(frame / 30.0, 6)), times);
            Assert.Equal(track.KeyFrames[channel].Select(frame => Math.Round(track.Curves[frame, channel] * 100.0, 4)), values, (a, b) => Math.Abs(a - b) < 2e-4);
            for (int i = 0; i + 1 < times.Length; i++)
            {
                // A straight line: what leaves one key is what arrives at the next.
                double slope = (values[i + 1] - values[i]) / (times[i + 1] - times[i]);
                Assert.Equal(slope, slopesOut[i], 0.1);
                Assert.Equal(slopesOut[i], slopesIn[i + 1]);
            }
            Assert.All(Values(curves[channel], "tangentMode"), mode => Assert.Equal("69", mode));
        }
    }

    [SkippableFact]
    public void Reads_a_clip_of_another_writer()
    {
        byte[] file = File.ReadAllBytes(TestPaths.RequireShared("samples", "third_party_writer", "off.anim"));
        Assert.True(_format.CanRead(file.AsSpan(0, 4096), "x"));
        RigTrack track = _format.Read(new MemoryStream(file), "off.anim");
        Assert.Equal((60.0, 97, 15), (track.Curves.FrameRateFps, track.Curves.FrameCount, track.Curves.Channels.Count));
        Assert.Equal(("viseme_sil", "viseme_U"), (track.Curves.Channels[0], track.Curves.Channels[14]));
        // Read off the file by eye.
        Assert.Equal((0.4155f, 0.433f, 0.4068f), (track.Curves[0, 0], track.Curves[1, 0], track.Curves[2, 0]));
        Assert.Equal(0.1668f, track.Curves[96, 14]);
    }

    [Fact]
    public void Reads_what_Unity_writes_beside_blend_shapes()
    {
        const string clip = """
            %YAML 1.1
            --- !u!74 &7400000
            AnimationClip:
              m_FloatCurves:
              - serializedVersion: 2
                curve:
                  serializedVersion: 2
                  m_Curve:
                  - serializedVersion: 3
                    time: 0
                    value: 100
                    inSlope: Infinity
                attribute: m_IsActive
                path: Hat
                classID: 1
              - curve:
                  m_Curve:
                  - serializedVersion: 3
                    time: 0
                    value: 150
                  - time: 1
                    value: -1e1
                attribute: 'blendShape.it''s'
              - curve:
                  m_Curve: []
                attribute: "blendShape.\u3042"
              m_PPtrCurves: []
              m_SampleRate: 10
              m_EditorCurves:
              - curve:
                  m_Curve:
                  - time: 0
                    value: 5
                attribute: blendShape.other
            """;
        RigTrack track = Read(clip);
        Assert.Equal([new RigChannel("it's", -0.1f, 1.5f), new RigChannel("あ")], track.Channels);
        Assert.Equal((11, 1.5f, 0.7f, -0.1f), (track.Curves.FrameCount, track.Curves[0, 0], track.Curves[5, 0], track.Curves[10, 0]));
    }

    [Theory]
    [InlineData("UNY02", "hello")]
    [InlineData("UNY05", "AnimationClip:\n  m_FloatCurves: []\n")]
    [InlineData("UNY03", "AnimationClip:\n  m_FloatCurves:\n  - curve:\n      - time: x\n")]
    [InlineData("UNY03", "AnimationClip:\n  m_FloatCurves:\n  - curve:\n      - value: 1\n")]
    [InlineData("UNY03", "AnimationClip:\n  m_FloatCurves:\n  - curve:\n      - time: 1\n        value: 1\n      - time: 0\n        value: 1\n")]
    [InlineData("UNY03", "AnimationClip:\n  m_FloatCurves:\n  - curve:\n    attribute: \"blendShape.\\q\"\n")]
    [InlineData("UNY03", "AnimationClip:\n  m_SampleRate: 0\n")]
    public void Names_the_fault(string code, string text) => Assert.Equal(code, Assert.Single(Assert.Throws<ModkitException>(() => Read(text)).Issues).Code);

    [Fact]
    public void Too_many_shapes_are_refused()
    {
        StringBuilder text = new("AnimationClip:\n  m_FloatCurves:\n");
        for (int i = 0; i <= 1_024; i++) text.Append(CultureInfo.InvariantCulture, $"  - curve:\n    attribute: blendShape.{i}\n");
        Assert.Equal("UNY04", Assert.Single(Assert.Throws<ModkitException>(() => Read(text.ToString())).Issues).Code);
    }

    private RigTrack Read(string text) => _format.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "x");

    private static string[] Values(string text, string key) => [.. Regex.Matches(text, $"(?m)^\\s*{key}: (.*)$").Select(match => match.Groups[1].Value)];

    private static double[] Numbers(string text, string key) => [.. Values(text, key).Select(value => double.Parse(value, CultureInfo.InvariantCulture))];
}
