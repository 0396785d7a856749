using System.Reflection;
using System.Security;
using Audio2Face.Modkit.Pipeline;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>A plugin project to begin with: text files inside the program with a few words to fill in.</summary>
internal sealed class PluginTemplate(string format, string author, string homeFolder)
{
    private const string Prefix = "PluginTemplate/", Suffix = ".template";

    /// <summary>The name of classes and assembly: 'my-format' is MyFormat.</summary>
    public string Name { get; } = string.Concat(format.Split('-', '.').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>The plugin's id.</summary>
    public string Id => $"{author}.{format}";

    /// <summary>Writes the project into a folder, which is made. Each file appears whole.</summary>
    /// <returns>The files' names in the folder.</returns>
    public IReadOnlyList<string> Write(string folder)
    {
        Assembly program = typeof(PluginTemplate).Assembly;
        List<string> written = [];
        foreach (string resource in program.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            string file = FileName(resource[Prefix.Length..^Suffix.Length].Replace('\\', '/'));
            using StreamReader text = new(program.GetManifestResourceStream(resource)!);
            string path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using AtomicFile target = AtomicFile.Begin(path);
            using (StreamWriter writer = new(target.Stream, leaveOpen: true)) writer.Write(FillIn(text.ReadToEnd()));
            target.Commit();
            written.Add(file);
        }
        return written;
    }

    private string FileName(string template) => template switch
    {
        "Plugin.csproj" => $"{Name}.csproj",
        "tests/Tests.csproj" => $"tests/{Name}.Tests.csproj",
        "Plugin.cs" or "Format.cs" or "Writer.cs" or "Reader.cs" => Name + template,
        _ => template,
    };

    private string FillIn(string text) => text
        .Replace("{{Name}}", Name, StringComparison.Ordinal)
        .Replace("{{Format}}", format, StringComparison.Ordinal)
        .Replace("{{Id}}", Id, StringComparison.Ordinal)
        .Replace("{{Author}}", author, StringComparison.Ordinal)
        .Replace("{{Code}}", (string.Concat(Name.Where(char.IsAsciiLetter)).ToUpperInvariant() + "QQ")[..3], StringComparison.Ordinal)
        .Replace("{{Home}}", SecurityElement.Escape(Path.TrimEndingDirectorySeparator(homeFolder)), StringComparison.Ordinal);
}
