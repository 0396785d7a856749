namespace Audio2Face.Modkit.Abstractions.Tests;

public sealed class ArkitChannelsTests
{
    // The numbered lists of the Audio2Face-3D model contract, section 6.8, copied by hand.
    private const string Skin = """
        0 eyeBlinkLeft, 1 eyeLookDownLeft, 2 eyeLookInLeft, 3 eyeLookOutLeft, 4 eyeLookUpLeft, 5 eyeSquintLeft, 6 eyeWideLeft, 7 eyeBlinkRight,
        8 eyeLookDownRight, 9 eyeLookInRight, 10 eyeLookOutRight, 11 eyeLookUpRight, 12 eyeSquintRight, 13 eyeWideRight, 14 jawForward, 15 jawLeft,
        16 jawRight, 17 jawOpen, 18 mouthClose, 19 mouthFunnel, 20 mouthPucker, 21 mouthLeft, 22 mouthRight, 23 mouthSmileLeft, 24 mouthSmileRight,
        25 mouthFrownLeft, 26 mouthFrownRight, 27 mouthDimpleLeft, 28 mouthDimpleRight, 29 mouthStretchLeft, 30 mouthStretchRight, 31 mouthRollLower,
        32 mouthRollUpper, 33 mouthShrugLower, 34 mouthShrugUpper, 35 mouthPressLeft, 36 mouthPressRight, 37 mouthLowerDownLeft,
        38 mouthLowerDownRight, 39 mouthUpperUpLeft, 40 mouthUpperUpRight, 41 browDownLeft, 42 browDownRight, 43 browInnerUp, 44 browOuterUpLeft,
        45 browOuterUpRight, 46 cheekPuff, 47 cheekSquintLeft, 48 cheekSquintRight, 49 noseSneerLeft, 50 noseSneerRight, 51 tongueOut
        """;

    private const string Tongue = """
        0 tongueTipUp, 1 tongueTipDown, 2 tongueTipLeft, 3 tongueTipRight, 4 tongueRollUp, 5 tongueRollDown, 6 tongueRollLeft, 7 tongueRollRight,
        8 tongueUp, 9 tongueDown, 10 tongueLeft, 11 tongueRight, 12 tongueIn, 13 tongueStretch, 14 tongueWide, 15 tongueNarrow
        """;

    [Fact]
    public void Face_channels_stand_in_the_order_of_the_skin_solver() => AssertNumbered(Skin, 52, ArkitChannels.Face);

    [Fact]
    public void Tongue_channels_stand_in_the_order_of_the_tongue_solver() => AssertNumbered(Tongue, 16, ArkitChannels.Tongue);

    [Fact]
    public void All_channels_are_face_then_tongue()
    {
        Assert.Equal(68, ArkitChannels.All.Count);
        Assert.Equal("eyeBlinkLeft", ArkitChannels.All[0]);
        Assert.Equal("tongueOut", ArkitChannels.All[51]);
        Assert.Equal("tongueTipUp", ArkitChannels.All[52]);
        Assert.Equal("tongueNarrow", ArkitChannels.All[67]);
    }

    [Theory]
    [InlineData("jawOpen", 17)]
    [InlineData("JAWOPEN", 17)]
    [InlineData("TongueNarrow", 67)]
    [InlineData("jawOpened", -1)]
    [InlineData("", -1)]
    public void A_channel_is_found_by_name_in_any_case(string name, int index) => Assert.Equal(index, ArkitChannels.IndexOf(name));

    [Theory]
    [InlineData("mouthSmileLeft", "mouthSmileRight")]
    [InlineData("mouthSmileRight", "mouthSmileLeft")]
    [InlineData("jawLeft", "jawRight")]
    [InlineData("mouthRight", "mouthLeft")]
    [InlineData("tongueTipLeft", "tongueTipRight")]
    [InlineData("jawOpen", "jawOpen")]
    [InlineData("browInnerUp", "browInnerUp")]
    [InlineData("antennaLeft", "antennaLeft")]
    public void A_channel_knows_its_other_side(string name, string other) => Assert.Equal(other, ArkitChannels.Mirror(name));

    [Fact]
    public void Twenty_three_pairs_and_twenty_two_single_channels_make_a_face_and_a_tongue()
    {
        int paired = ArkitChannels.All.Count(name => ArkitChannels.Mirror(name) != name);
        Assert.Equal(2 * 23, paired);
        Assert.All(ArkitChannels.All, name => Assert.Equal(name, ArkitChannels.Mirror(ArkitChannels.Mirror(name))));
    }

    [Fact]
    public void Ten_emotions_stand_in_the_order_of_the_emotion_vector()
    {
        Assert.Equal(10, EmotionChannels.All.Count);
        Assert.Equal(0, EmotionChannels.IndexOf("amazement"));
        Assert.Equal(6, EmotionChannels.IndexOf("Joy"));
        Assert.Equal(9, EmotionChannels.IndexOf("sadness"));
        Assert.Equal(-1, EmotionChannels.IndexOf("happiness"));
    }

    private static void AssertNumbered(string list, int count, IReadOnlyList<string> channels)
    {
        Assert.Equal(count, channels.Count);
        foreach (string entry in list.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = entry.Split(' ');
            Assert.Equal(words[1], channels[int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture)]);
        }
    }
}
