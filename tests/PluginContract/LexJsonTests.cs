using System.Text;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.MassEffect;

namespace Audio2Face.Modkit.PluginContract.Tests;

public sealed class LexJsonTests
{
    private readonly LexJsonFormat _format = new();

    [Fact]
    public async Task A_section_is_as_its_description_says()
    {
        RigTrack track = TextTracks.Keyed([new RigChannel("m_Open"), new RigChannel("E_Brows", -1, 1)], 30, 60);
        using JsonDocument document = JsonDocument.Parse(await TextTracks.WriteAsync(_format, track, TextTracks.Line(2)));
        Assert.Equal(["span", "animSecs"], document.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(2.01, document.RootElement.GetProperty("span").GetDouble());
        JsonProperty[] channels = [.. document.RootElement.GetProperty("animSecs").EnumerateObject()];
        Assert.Equal(["m_Open", "E_Brows"], channels.Select(channel => channel.Name));
        for (int channel = 0; channel < 2; channel++)
        {
            JsonElement[] keys = [.. channels[channel].Value.EnumerateArray()];
            Assert.All(keys, key => Assert.Equal(["time", "weight", "inTangent", "leaveTangent"], key.EnumerateObject().Select(property => property.Name)));
            double[] Numbers(string name) => [.. keys.Select(key => (double)key.GetProperty(name).GetSingle())];
            double[] times = Numbers("time"), weights = Numbers("weight"), tangentsIn = Numbers("inTangent"), tangentsOut = Numbers("leaveTangent");
            Assert.Equal(track.KeyFrames![channel].Select(frame => frame / 30.0), times, (a, b) => Math.Abs(a - b) < 1e-6);
            Assert.Equal(track.KeyFrames[channel].Select(frame => (double)track.Curves[frame, channel]), weights, (a, b) => Math.Abs(a - b) < 1e-6);
            Assert.Equal((0, 0), (tangentsIn[0], tangentsOut[^1]));
            for (int i = 0; i + 1 < times.Length; i++)
            {
                Assert.Equal((weights[i + 1] - weights[i]) / (times[i + 1] - times[i]), tangentsOut[i], 1e-3);
                Assert.Equal(tangentsOut[i], tangentsIn[i + 1]);
            }
        }
    }

    [Fact]
    public void Follows_the_tangents_of_a_Hermite_curve()
    {
        RigTrack track = Read("""
            {"span": 1.01, "animSecs": {"m_A": [{"time": 0, "weight": 0, "inTangent": 5, "leaveTangent": 0}, {"time": 1, "weight": 1, "inTangent": 0, "leaveTangent": 9}],
             "m_B": [{"time": 0, "weight": 0, "inTangent": 0, "leaveTangent": 3}, {"time": 1, "weight": 0, "inTangent": 3, "leaveTangent": 0}], "m_C": []}}
            """);
        Assert.Equal(31, track.Curves.FrameCount);
        // Smooth steps by hand: s = 1/3 gives s^2 (3 - 2 s) = 7/27; a slope of 3 at both ends gives 3 s (1-s)^2 - 3 s^2 (1-s) = 2/9.
        Assert.Equal((7 / 27f, 0.5f, 1f), (track.Curves[10, 0], track.Curves[15, 0], track.Curves[30, 0]));
        Assert.Equal(2 / 9f, track.Curves[10, 1], 1e-6f);
        Assert.Equal(-2 / 9f, track.Curves[20, 1], 1e-6f);
        Assert.Equal(0, track.Curves[20, 2]);
        Assert.True(track.Channels[1].Minimum < -0.2f);
    }

    [Theory]
    [InlineData("MEX02", "{")]
    [InlineData("MEX02", "{\"animSecs\": {\"\\ud800\": []}}")]
    [InlineData("MEX03", "[]")]
    [InlineData("MEX03", "{\"span\": 1}")]
    [InlineData("MEX03", "{\"animSecs\": {\"a\": 1}}")]
    [InlineData("MEX03", "{\"animSecs\": {\"a\": [], \"a\": []}}")]
    [InlineData("MEX03", "{\"animSecs\": {\"a\": [{\"time\": 0}]}}")]
    [InlineData("MEX03", "{\"animSecs\": {\"a\": [{\"time\": 1e9, \"weight\": 0, \"inTangent\": 0, \"leaveTangent\": 0}]}}")]
    [InlineData("MEX03", "{\"animSecs\": {\"a\": [{\"time\": 1, \"weight\": 0, \"inTangent\": 0, \"leaveTangent\": 0}, {\"time\": 0, \"weight\": 0, \"inTangent\": 0, \"leaveTangent\": 0}]}}")]
    public void Names_the_fault(string code, string text) => Assert.Equal(code, Assert.Single(Assert.Throws<ModkitException>(() => Read(text)).Issues).Code);

    [Fact]
    public void Too_many_channels_are_refused()
    {
        string text = "{\"animSecs\": {" + string.Join(",", Enumerable.Range(0, 4_097).Select(i => $"\"{i}\": []")) + "}}";
        Assert.Equal("MEX04", Assert.Single(Assert.Throws<ModkitException>(() => Read(text)).Issues).Code);
    }

    private RigTrack Read(string text) => _format.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "x");
}
