using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Checks files against what is written about their formats, sharing nothing with our readers and writers.</summary>
internal static class SpecCheckers
{
    /// <summary>The 61 Live Link Face columns, copied from the description of the app's takes.</summary>
    private const string LiveLinkHeader =
        "Timecode,BlendShapeCount,EyeBlinkLeft,EyeLookDownLeft,EyeLookInLeft,EyeLookOutLeft,EyeLookUpLeft,EyeSquintLeft,EyeWideLeft,"
        + "EyeBlinkRight,EyeLookDownRight,EyeLookInRight,EyeLookOutRight,EyeLookUpRight,EyeSquintRight,EyeWideRight,"
        + "JawForward,JawLeft,JawRight,JawOpen,MouthClose,MouthFunnel,MouthPucker,MouthLeft,MouthRight,MouthSmileLeft,MouthSmileRight,"
        + "MouthFrownLeft,MouthFrownRight,MouthDimpleLeft,MouthDimpleRight,MouthStretchLeft,MouthStretchRight,MouthRollLower,MouthRollUpper,"
        + "MouthShrugLower,MouthShrugUpper,MouthPressLeft,MouthPressRight,MouthLowerDownLeft,MouthLowerDownRight,MouthUpperUpLeft,"
        + "MouthUpperUpRight,BrowDownLeft,BrowDownRight,BrowInnerUp,BrowOuterUpLeft,BrowOuterUpRight,CheekPuff,CheekSquintLeft,"
        + "CheekSquintRight,NoseSneerLeft,NoseSneerRight,TongueOut,HeadYaw,HeadPitch,HeadRoll,LeftEyeYaw,LeftEyePitch,LeftEyeRoll,"
        + "RightEyeYaw,RightEyePitch,RightEyeRoll";

    /// <summary>Strict: every key with its type, counts that agree, plain decimals, no byte-order mark.</summary>
    public static void CheckA2fJson(byte[] file, int rateFps, string[] names, float[,] weights)
    {
        Assert.Equal((byte)'{', file[0]);
        using JsonDocument document = JsonDocument.Parse(file, new JsonDocumentOptions { AllowDuplicateProperties = false });
        JsonElement root = document.RootElement;
        Assert.Equal(
            ["exportFps", "facsNames", "joints", "numFrames", "numPoses", "rotations", "trackPath", "translations", "weightMat"],
            root.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.Equal(rateFps.ToString(CultureInfo.InvariantCulture), root.GetProperty("exportFps").GetRawText());
        Assert.Equal(JsonValueKind.String, root.GetProperty("trackPath").ValueKind);
        Assert.Equal(names.Length.ToString(CultureInfo.InvariantCulture), root.GetProperty("numPoses").GetRawText());
        Assert.Equal(weights.GetLength(0).ToString(CultureInfo.InvariantCulture), root.GetProperty("numFrames").GetRawText());
        Assert.Equal(names, root.GetProperty("facsNames").EnumerateArray().Select(name => name.GetString()));
        foreach (string empty in (string[])["joints", "rotations", "translations"]) Assert.Equal("[]", root.GetProperty(empty).GetRawText());
        JsonElement rows = root.GetProperty("weightMat");
        Assert.Equal(weights.GetLength(0), rows.GetArrayLength());
        for (int frame = 0; frame < weights.GetLength(0); frame++)
        {
            Assert.Equal(names.Length, rows[frame].GetArrayLength());
            for (int i = 0; i < names.Length; i++)
            {
                string text = rows[frame][i].GetRawText();
                Assert.Matches("^-?[0-9]+(\\.[0-9]{1,6})?$", text);
                Assert.NotEqual("-0", text);
                Assert.Equal(weights[frame, i], rows[frame][i].GetDouble(), 1e-6);
            }
        }
    }

    /// <summary>Strict: the header to the letter, a timecode that counts on from 0, 61 decimals in every row.</summary>
    public static void CheckLiveLinkCsv(byte[] file, int rateFps, float[,] values)
    {
        string text = Encoding.ASCII.GetString(file);
        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        string[] lines = text[..^1].Split('\n');
        Assert.Equal(LiveLinkHeader, lines[0]);
        Assert.Equal(values.GetLength(0), lines.Length - 1);
        for (int frame = 0; frame < lines.Length - 1; frame++)
        {
            string[] cells = lines[frame + 1].Split(',');
            Assert.Equal(63, cells.Length);
            Assert.Matches("^[0-9]{2}:[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}$", cells[0]);
            int[] parts = [.. cells[0].Split(':', '.').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
            Assert.Equal(frame, ((((parts[0] * 60) + parts[1]) * 60) + parts[2]) * rateFps + parts[3]);
            Assert.Equal("61", cells[1]);
            for (int i = 0; i < 61; i++)
            {
                Assert.Matches("^-?[0-9]+\\.[0-9]{6}$", cells[i + 2]);
                Assert.NotEqual("-0.000000", cells[i + 2]);
                Assert.Equal(values[frame, i], double.Parse(cells[i + 2], CultureInfo.InvariantCulture), 1e-6);
            }
        }
    }
}
