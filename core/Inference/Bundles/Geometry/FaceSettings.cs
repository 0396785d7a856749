using System.Text;
using Audio2Face.Modkit.Inference.Face.Animation;

namespace Audio2Face.Modkit.Inference.Bundles.Geometry;

/// <summary>The numbers of <c>model_config.json</c>: how strongly and smoothly a face moves. Model contract, section 1.7; what is not there keeps its default.</summary>
internal sealed class FaceSettings
{
    private readonly BundleJson _config;

    private FaceSettings(BundleJson config) => _config = config;

    /// <summary>What the sound is multiplied with.</summary>
    public float InputStrength => _config.Has("input_strength") ? _config.Single("input_strength") : 1;

    /// <summary>The take whose style the face has; null: the first one.</summary>
    public string? SourceShot => _config.Has("source_shot") ? _config.Text("source_shot") : null;

    /// <summary>The frame of that take.</summary>
    public int SourceFrame => _config.Has("source_frame") ? _config.Number("source_frame", 0) : 0;

    /// <exception cref="Abstractions.ModkitException">The file is missing or broken.</exception>
    public static FaceSettings Read(BundleFiles files, string name) => new(BundleJson.Read(files, name).Child("config"));

    /// <summary>Sets the animators' parameters.</summary>
    /// <exception cref="Abstractions.ModkitException">MOD02: no number. MOD15: out of range.</exception>
    public void ApplyTo(FaceAnimator face)
    {
        foreach (ParameterSet parameters in (ParameterSet[])[face.Skin.Parameters, face.Tongue.Parameters, face.Jaw.Parameters, face.Eyes.Parameters])
        {
            for (int i = 0; i < parameters.Ranges.Count; i++)
            {
                string key = KeyOf(parameters.Ranges[i].Name);
                if (_config.Has(key)) parameters[i] = _config.Single(key);
            }
        }
    }

    /// <summary>The file writes <c>lower_face_strength</c> for <c>lowerFaceStrength</c>, and shortens a few.</summary>
    private static string KeyOf(string name)
    {
        if (name == "saccadeSeed") return "eye_saccade_seed";
        StringBuilder key = new();
        foreach (char letter in name.Replace("EyeballRotationOffset", "EyeRot", StringComparison.Ordinal))
        {
            if (char.IsUpper(letter)) key.Append('_');
            key.Append(char.ToLowerInvariant(letter));
        }
        return name.Contains("EyeballRotation", StringComparison.Ordinal) ? key.Append("_offset").ToString() : key.ToString();
    }
}
