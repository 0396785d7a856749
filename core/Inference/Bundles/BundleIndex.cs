using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Bundles;

/// <summary>What every bundle begins with: <c>model.json</c>, which names the other files, and <c>network_info.json</c>. Model contract, sections 1.2 to 1.4.</summary>
internal sealed class BundleIndex
{
    private const string Name = "model.json";
    private const string NetworkName = "network.onnx";
    private static readonly string[] _licenceNames = ["LICENSE", "LICENSE.txt", "LICENSE.md"];

    private BundleIndex(BundleFiles files)
    {
        if (!files.Contains(Name)) throw InferenceIssues.NoBundle(files.DisplayName);
        Files = files;
        Index = BundleJson.Read(files, Name);
        Info = BundleJson.Read(files, Index.Text("networkInfoPath"));
        // An audio-to-emotion network has no identity; its classes stand at the top.
        Kind = !Info.Has("id") && Info.Has("emotions") ? "emotion" : Info.Child("id").Text("type");
    }

    public BundleFiles Files { get; }

    /// <summary><c>model.json</c>.</summary>
    public BundleJson Index { get; }

    /// <summary><c>network_info.json</c>.</summary>
    public BundleJson Info { get; }

    /// <summary><c>blendshape</c>, <c>regression</c>, <c>diffusion</c>, <c>emotion</c>, or something unknown.</summary>
    public string Kind { get; }

    /// <exception cref="ModkitException">There is no bundle, or its two first files are broken.</exception>
    public static BundleIndex Read(BundleFiles files) => new(files);

    /// <summary>The ONNX file. Where TensorRT's is named, which only a graphics card of one kind can run, it is the one beside it.</summary>
    /// <exception cref="ModkitException">It is missing, too large, a pointer, or keeps its weights in another file.</exception>
    public byte[] ReadNetwork()
    {
        string name = Index.Text("networkPath");
        if (name.EndsWith(".trt", StringComparison.OrdinalIgnoreCase)) name = Path.Combine(Path.GetDirectoryName(name) ?? "", NetworkName);
        byte[] network = Files.Read(name, Limits.NetworkMebibytes - 1);
        OnnxFile.RefuseExternalData(network, name, Files);
        return network;
    }

    /// <summary>The text of a file that the index may name; null when it does not, or the file is not there.</summary>
    public string? ReadText(string key) => Index.Has(key) ? TextOf(Index.Text(key)) : null;

    /// <summary>The licence's name, as far as the bundle's own files say it.</summary>
    public string ReadLicence()
    {
        if (ReadLicenceText() is { } text && FirstLine(text, _ => true) is { } title) return title;
        // The head of a model card on Hugging Face; licences of one's own are "other" there, and have a name.
        string? card = TextOf("README.md");
        string? stated = card is null ? null : Stated(card, "license_name:") ?? Stated(card, "license:");
        return stated ?? "not stated in the model's folder";
    }

    /// <summary>The licence itself, where it lies beside the model, or null.</summary>
    public string? ReadLicenceText() => _licenceNames.Select(TextOf).FirstOrDefault(text => text is not null);

    /// <summary>What the bundle says of itself, or null.</summary>
    public string? ReadCard() => TextOf("README.md");

    private static string? Stated(string card, string key) =>
        FirstLine(card, line => line.StartsWith(key, StringComparison.Ordinal)) is { } line ? line[key.Length..].Trim() : null;

    private static string? FirstLine(string text, Func<string, bool> isWanted) =>
        text.Split('\n').Select(line => line.Trim(' ', '#', '\r', '\t')).FirstOrDefault(line => line.Length is > 0 and < 200 && isWanted(line));

    private string? TextOf(string name) => Files.Contains(name) ? Encoding.UTF8.GetString(Files.Read(name, Limits.BundleJsonMebibytes)) : null;
}
