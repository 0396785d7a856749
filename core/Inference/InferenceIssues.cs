using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles;

namespace Audio2Face.Modkit.Inference;

/// <summary>Everything that can be wrong with a model, in one place; the codes are listed in docs/errors.md.</summary>
internal static class InferenceIssues
{
    public static ModkitException NoBundle(string place) => Fail("MOD01", place,
        "There is no model here: model.json is missing.", $"Point --model or --emotion-model at the folder that holds model.json, or for a face name a built-in model: {string.Join(" or ", BundleFiles.BuiltInNames)}.");

    public static ModkitException BrokenJson(string place, string reason, Exception? cause = null) => new(Issue.Error("MOD02", place,
        $"This part of the model cannot be used: {reason}.", "Download the model again, or mend the file."), cause);

    public static ModkitException MissingFile(string place) => Fail("MOD03", place,
        "The model names this file, but it is not in the model's folder.", "Download the model again, with all its files.");

    public static ModkitException OutsideFolder(string place) => Fail("MOD04", place,
        "The model names a file outside its own folder.", "Take models only from places you trust; put every file into the model's folder.");

    public static ModkitException LfsPointer(string place) => Fail("MOD05", place,
        "This is a Git LFS pointer, not the file itself.", "Run 'git lfs pull' in the folder the model came from.");

    public static ModkitException UnknownKind(string place, string kind) => Fail("MOD06", place,
        $"Models of kind '{kind}' cannot be run by this version; it runs blendshape, regression and diffusion models.", "Leave --model out for the built-in model.");

    public static ModkitException BrokenNetwork(string place, string reason, Exception? cause = null) => new(Issue.Error("MOD07", place,
        $"ONNX Runtime cannot open the network: {reason}", "Download the model again; the file may be cut short."), cause);

    public static ModkitException NetworkMismatch(string place, string reason) => Fail("MOD08", place,
        $"The network does not fit its description: {reason}.", "Use network.onnx and network_info.json of the same model.");

    public static ModkitException DeviceUnusable(string device, string reason) => Fail("MOD09", device,
        $"This device cannot run the model: {reason}", "Leave --device out to use what works; 'a2f doctor' lists what this computer has.");

    public static ModkitException NotFinite(double seconds) => Fail("MOD10", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{seconds:0.00} s"),
        "The model gave a value that is not a number.", "Use the built-in model, or report the model and the recording.");

    public static ModkitException NoRuntime(string reason, Exception cause) => new(Issue.Error("MOD11", "ONNX Runtime",
        $"Its native library cannot be loaded: {reason}", "Run './a2f doctor'; on Windows install the Visual C++ runtime."), cause);

    public static ModkitException BadEmotion(string name, string reason, string hint) => Fail("MOD12", name, reason, hint);

    public static ModkitException BadFrameRate(double framesPerSecond) => Fail("MOD13", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{framesPerSecond} fps"),
        $"The frame rate must lie between {FaceStreamOptions.LowestFrameRateFps} and {FaceStreamOptions.HighestFrameRateFps} frames per second.",
        "Give another --fps, for example 30.");

    public static ModkitException TooLarge(string place, long limitMebibytes) => Fail("MOD14", place,
        $"This part of the model is larger than {limitMebibytes} MiB.", "Check that it is the right file; 'a2f limits' lists the limits.");

    public static ModkitException OutOfRange(string name, float value, float minimum, float maximum) => Fail("MOD15", name,
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value} is outside of what it may be."),
        maximum == float.MaxValue
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Give a number of {minimum} or more.")
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Give a number from {minimum} to {maximum}."));

    public static ModkitException BadData(string place, string reason) => Fail("MOD16", place,
        $"This data of the model cannot be used: {reason}.", "Download the model again, with all its files.");

    public static ModkitException EmotionKeyNotLater(long timeSamples, long lastSamples) => Fail("MOD17",
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"emotion at {timeSamples / (double)AudioClip.SampleRateHz:0.###} s"),
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"It is not later than the one before, at {lastSamples / (double)AudioClip.SampleRateHz:0.###} s."),
        "Give emotions in the order of their times, each time once.");

    public static ModkitException NoFace(string place, string reason) => Fail("MOD18", place,
        $"This model cannot animate a face: {reason}.", "Use a model with blendshapes for its face, or leave --model out for the built-in model; a model that hears emotions goes to --emotion-model.");

    public static Issue UnknownIdentity(string name, IReadOnlyList<string> identities) => Issue.Error("MOD19", name,
        "The model does not know this face.", identities.Count == 0 ? "It has only one: leave --identity out." : $"Its faces are: {string.Join(", ", identities)}.");

    public static Issue UnknownFaceParameter(string name) => Issue.Error("MOD31", name,
        "There is no such face parameter.", NearestName.Find(name, FaceParameter.All.Select(parameter => parameter.Name)) is { } near
            ? $"Did you mean '{near}'?" : "'a2f models show' lists them for a model of NVIDIA's.");

    public static Issue NoMesh(string name) => Issue.Error("MOD32", name,
        "This model has nothing of this kind to set: its network gives the weights themselves.", "Take it away, or give --model a face model of NVIDIA's.");

    public static ModkitException MeshTooLong(double seconds, double mebibytes) => Fail("MOD51", "",
        FormattableString.Invariant($"The moving mesh reaches {mebibytes:0.###} MiB after {seconds:0.0} s."), "Cut the recording into shorter lines, or ask for fewer frames per second (--fps).");

    public static ModkitException BadEmotionSetting(string name, string reason, string hint) => Fail("MOD41", name, reason, hint);

    public static ModkitException HearsNoEmotions(string place, string kind) => Fail("MOD42", place,
        kind.Length == 0 ? "Emotion settings are given, but no emotion model." : $"This model is of kind '{kind}' and hears no emotions.",
        "Point --emotion-model at the folder of an Audio2Emotion model; a face's model goes to --model.");

    public static ModkitException FixedInferenceRate(string kind) => Fail("MOD61", "--inference-fps",
        $"This model is of kind '{kind}', which makes its frames at one rate of its own.", "Leave --inference-fps out; --fps interpolates to any rate. Models of kind 'regression' take it.");

    private static ModkitException Fail(string code, string place, string text, string hint) => new(Issue.Error(code, place, text, hint));
}
