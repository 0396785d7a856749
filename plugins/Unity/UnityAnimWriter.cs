using System.Globalization;
using System.Text;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Unity;

/// <summary>Writes animation clips.</summary>
internal static class UnityAnimWriter
{
    public static void Write(RigTrack track, LineInfo line, Stream stream, CancellationToken cancellation)
    {
        using StreamWriter text = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        text.Write(UnityAnimFormat.Header);
        text.Write("  m_ObjectHideFlags: 0\n  m_CorrespondingSourceObject: {fileID: 0}\n  m_PrefabInstance: {fileID: 0}\n  m_PrefabAsset: {fileID: 0}\n");
        text.Write($"  m_Name: {Scalar(line.Name)}\n  serializedVersion: 6\n  m_Legacy: 0\n  m_Compressed: 0\n  m_UseHighQualityCurve: 1\n");
        text.Write("  m_RotationCurves: []\n  m_CompressedRotationCurves: []\n  m_EulerCurves: []\n  m_PositionCurves: []\n  m_ScaleCurves: []\n");
        text.Write(track.Channels.Count == 0 ? "  m_FloatCurves: []\n" : "  m_FloatCurves:\n");
        string path = line.Options.GetValueOrDefault(UnityAnimFormat.Path.Name, UnityAnimFormat.Path.Default);
        string prefix = line.Options.GetValueOrDefault(UnityAnimFormat.Prefix.Name, UnityAnimFormat.Prefix.Default);
        for (int channel = 0; channel < track.Channels.Count; channel++)
        {
            cancellation.ThrowIfCancellationRequested();
            text.Write("  - curve:\n      serializedVersion: 2\n      m_Curve:\n");
            WriteKeys(text, track.Curves, channel, track.KeyFrames![channel]);
            text.Write("      m_PreInfinity: 2\n      m_PostInfinity: 2\n      m_RotationOrder: 4\n");
            text.Write($"    attribute: {Scalar(UnityAnimFormat.AttributePrefix + prefix + track.Channels[channel].Name)}\n    path: {Scalar(path)}\n");
            text.Write(string.Create(CultureInfo.InvariantCulture, $"    classID: {UnityAnimFormat.RendererClass}\n    script: {{fileID: 0}}\n"));
        }
        double stop = Math.Max(line.DurationSeconds, track.Curves.FrameCount == 0 ? 0 : track.Curves.TimeSeconds(track.Curves.FrameCount - 1));
        text.Write(string.Create(CultureInfo.InvariantCulture, $"  m_PPtrCurves: []\n  m_SampleRate: {track.Curves.FrameRateFps:0.######}\n  m_WrapMode: 0\n"));
        text.Write("  m_Bounds:\n    m_Center: {x: 0, y: 0, z: 0}\n    m_Extent: {x: 0, y: 0, z: 0}\n  m_ClipBindingConstant:\n    genericBindings: []\n    pptrCurveMapping: []\n");
        text.Write("  m_AnimationClipSettings:\n    serializedVersion: 2\n    m_AdditiveReferencePoseClip: {fileID: 0}\n    m_AdditiveReferencePoseTime: 0\n");
        text.Write(string.Create(CultureInfo.InvariantCulture, $"    m_StartTime: 0\n    m_StopTime: {stop:0.######}\n"));
        text.Write("    m_OrientationOffsetY: 0\n    m_Level: 0\n    m_CycleOffset: 0\n    m_HasAdditiveReferencePose: 0\n    m_LoopTime: 0\n    m_LoopBlend: 0\n");
        text.Write("    m_LoopBlendOrientation: 0\n    m_LoopBlendPositionY: 0\n    m_LoopBlendPositionXZ: 0\n    m_KeepOriginalOrientation: 0\n");
        text.Write("    m_KeepOriginalPositionY: 1\n    m_KeepOriginalPositionXZ: 0\n    m_HeightFromFeet: 0\n    m_Mirror: 0\n");
        text.Write("  m_EditorCurves: []\n  m_EulerEditorCurves: []\n  m_HasGenericRootTransform: 0\n  m_HasMotionFloatCurves: 0\n  m_Events: []\n");
    }

    /// <summary>Keys whose tangents are the slopes of the straight lines to their neighbours, which the engine's curves then follow exactly.</summary>
    private static void WriteKeys(StreamWriter text, CurveTable curves, int channel, IReadOnlyList<int> frames)
    {
        double slope = 0;
        for (int i = 0; i < frames.Count; i++)
        {
            double time = curves.TimeSeconds(frames[i]), value = Value(curves, frames[i], channel), slopeIn = slope;
            slope = i + 1 < frames.Count ? (Value(curves, frames[i + 1], channel) - value) / (curves.TimeSeconds(frames[i + 1]) - time) : 0;
            text.Write(string.Create(CultureInfo.InvariantCulture, $"      - serializedVersion: 3\n        time: {time:0.######}\n        value: {value:0.####}\n"));
            text.Write(string.Create(CultureInfo.InvariantCulture, $"        inSlope: {slopeIn + 0.0:0.######}\n        outSlope: {slope + 0.0:0.######}\n"));
            text.Write("        tangentMode: 69\n        weightedMode: 0\n        inWeight: 0.33333334\n        outWeight: 0.33333334\n");
        }
    }

    /// <summary>In per cent; + 0.0 turns -0 into 0.</summary>
    private static double Value(CurveTable curves, int frame, int channel) => Math.Round((double)curves[frame, channel] * UnityAnimFormat.FullWeight, 4) + 0.0;

    /// <summary>A text of YAML: as it is when that is safe, else in quotes, where the rules of JSON hold.</summary>
    private static string Scalar(string text)
    {
        bool isPlain = text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '-' or '/');
        return isPlain || text.Length == 0 ? text : $"\"{JsonEncodedText.Encode(text)}\"";
    }
}
