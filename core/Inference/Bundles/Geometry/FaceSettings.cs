using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Face.Animation;

namespace Audio2Face.Modkit.Inference.Bundles.Geometry;

/// <summary>
/// How strongly and smoothly a face moves: the numbers of <c>model_config.json</c>, those of the user in their place, and the default of what stands in
/// neither. Model contract, section 1.7.
/// </summary>
internal sealed class FaceSettings
{
    private const string InputStrengthName = "inputStrength";

    private readonly BundleJson _config;
    private readonly Dictionary<string, float> _values = [];

    private FaceSettings(BundleJson config, IReadOnlyDictionary<string, float> chosen, bool isGainOfFile)
    {
        _config = config;
        foreach (FaceParameter parameter in FaceParameter.All)
        {
            string key = KeyOf(parameter.Name);
            if (chosen.TryGetValue(parameter.Name, out float value)) _values[parameter.Name] = value;
            else if (config.Has(key) && (isGainOfFile || parameter.Name != InputStrengthName)) _values[parameter.Name] = config.Single(key);
            else _values[parameter.Name] = parameter.Default;
        }
    }

    /// <summary>The value in use of every parameter of <see cref="FaceParameter.All"/>, by its name.</summary>
    public IReadOnlyDictionary<string, float> Values => _values;

    /// <summary>What the sound is multiplied with.</summary>
    public float InputStrength => _values[InputStrengthName];

    /// <summary>The take whose style the face has; null: the first one.</summary>
    public string? SourceShot => _config.Has("source_shot") ? _config.Text("source_shot") : null;

    /// <summary>The frame of that take.</summary>
    public int SourceFrame => _config.Has("source_frame") ? _config.Number("source_frame", 0) : 0;

    /// <summary>Reads the settings of one face.</summary>
    /// <param name="files">The bundle.</param>
    /// <param name="name">The file.</param>
    /// <param name="chosen">What a user wants otherwise, by the names of <see cref="FaceParameter.All"/>.</param>
    /// <param name="isGainOfFile">Whether the file's gain is applied; the reference does not for diffusion.</param>
    /// <exception cref="ModkitException">The file is missing or broken.</exception>
    public static FaceSettings Read(BundleFiles files, string name, IReadOnlyDictionary<string, float> chosen, bool isGainOfFile) =>
        new(BundleJson.Read(files, name).Child("config"), chosen, isGainOfFile);

    /// <summary>Sets the animators' parameters.</summary>
    /// <exception cref="ModkitException">MOD15: out of range.</exception>
    public void ApplyTo(FaceAnimator face)
    {
        foreach (ParameterSet parameters in (ParameterSet[])[face.Skin.Parameters, face.Tongue.Parameters, face.Jaw.Parameters, face.Eyes.Parameters])
        {
            for (int i = 0; i < parameters.Ranges.Count; i++) parameters[i] = _values[parameters.Ranges[i].Name];
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
