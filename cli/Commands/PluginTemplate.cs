using System.Reflection;
using System.Security;
using Audio2Face.Modkit.Pipeline;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>A plugin project to begin with: text files inside the program with a few words to fill in.</summary>
/// <remarks>Files of all projects lie in <c>common</c>, those of one kind of format in the folder of its name.</remarks>
internal sealed class PluginTemplate(string format, string kind, string author, string homeFolder)
{
    private const string Prefix = "PluginTemplate/", Suffix = ".template", Layout = "Layout.md";

    /// <summary>The kinds of format there are projects for, the usual one first.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["frames", "shapes"];

    /// <summary>The name of classes and assembly: 'my-format' is MyFormat.</summary>
    public string Name { get; } = string.Concat(format.Split('-', '.').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>The plugin's id.</summary>
    public string Id => $"{author}.{format}";

    /// <summary>Writes the project into a folder, which is made. Each file appears whole.</summary>
    /// <returns>The files' names in the folder.</returns>
    public IReadOnlyList<string> Write(string folder)
    {
        SortedDictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (string part in new[] { "common", kind }) AddFiles(part, files);
        files.Remove(Layout, out string? layout);
        List<string> written = [];
        foreach ((string template, string text) in files)
        {
            string file = FileName(template);
            string path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using AtomicFile target = AtomicFile.Begin(path);
            using (StreamWriter writer = new(target.Stream, leaveOpen: true)) writer.Write(FillIn(text.Replace("{{Layout}}", layout, StringComparison.Ordinal)));
            target.Commit();
            written.Add(file);
        }
        return written;
    }

    private static void AddFiles(string part, SortedDictionary<string, string> files)
    {
        Assembly program = typeof(PluginTemplate).Assembly;
        foreach (string resource in program.GetManifestResourceNames())
        {
            string name = resource.Replace('\\', '/');
            if (!name.StartsWith($"{Prefix}{part}/", StringComparison.Ordinal)) continue;
            using StreamReader text = new(program.GetManifestResourceStream(resource)!);
            files.Add(name[(Prefix.Length + part.Length + 1)..^Suffix.Length], text.ReadToEnd());
        }
    }

    private string FileName(string template) => template switch
    {
        "Plugin.csproj" => $"{Name}.csproj",
        "Profile.yaml" => $"{format}.a2fprofile.yaml",
        "tests/Tests.csproj" => $"tests/{Name}.Tests.csproj",
        "Plugin.cs" or "Format.cs" or "Writer.cs" or "Reader.cs" => Name + template,
        _ => template,
    };

    private string FillIn(string text) => text
        .Replace("{{Name}}", Name, StringComparison.Ordinal)
        .Replace("{{Format}}", format, StringComparison.Ordinal)
        .Replace("{{Id}}", Id, StringComparison.Ordinal)
        .Replace("{{Use}}", kind == "shapes" ? $"--profile {format}.a2fprofile.yaml" : $"--to {format}", StringComparison.Ordinal)
        .Replace("{{Author}}", author, StringComparison.Ordinal)
        .Replace("{{Code}}", (string.Concat(Name.Where(char.IsAsciiLetter)).ToUpperInvariant() + "QQ")[..3], StringComparison.Ordinal)
        .Replace("{{Home}}", SecurityElement.Escape(Path.TrimEndingDirectorySeparator(homeFolder)), StringComparison.Ordinal);
}
