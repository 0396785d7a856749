using Audio2Face.Modkit.Inference;

namespace Audio2Face.Modkit.Cli.Models;

/// <summary>What a model may be used for, in a line, as far as its licence is one we have read; docs/models.md says more.</summary>
internal static class LicenceUse
{
    private const string Emotion = "only to drive Audio2Face, not to recognise emotions for another purpose";

    public static string Of(FaceModelInfo info)
    {
        string licence = info.Licence.Replace('-', ' ');
        if (Names(licence, "audio2emotion")) return Emotion;
        if (info.Kind == "emotion") return $"read its licence; NVIDIA's allows it {Emotion}";
        if (Names(licence, "nvidia open model license")) return "any use, also commercial; what comes out is yours; whoever gets the model from you gets licence and notice too";
        if (licence == "MIT") return "any use; the licence goes with copies";
        return "read its licence first";
    }

    private static bool Names(string licence, string words) => licence.Contains(words, StringComparison.OrdinalIgnoreCase);
}
