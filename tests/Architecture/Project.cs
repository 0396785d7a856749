using System.Xml.Linq;

namespace Audio2Face.Modkit.Architecture.Tests;

/// <summary>One project file: where it lives, what it references. A room is a folder such as <c>core/Media</c>.</summary>
internal sealed record Project(string Path, string Room, IReadOnlyList<string> ReferencedRooms, IReadOnlyList<string> Packages)
{
    public static IReadOnlyList<Project> All { get; } =
        [.. Repository.Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).Select(Read)];

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public override string ToString() => Path;

    private static Project Read(string path)
    {
        XDocument document = XDocument.Parse(Repository.Read(path));
        string room = Folder(path);
        // A reference that only orders the build sees nothing of the other project.
        IEnumerable<string> references = document.Descendants("ProjectReference")
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
            .Select(reference => Folder(Resolve(room, (string)reference.Attribute("Include")!)));
        IEnumerable<string> packages = document.Descendants("PackageReference").Select(package => (string)package.Attribute("Include")!);
        return new Project(path, room, [.. references], [.. packages]);
    }

    private static string Folder(string path) => path[..path.LastIndexOf('/')];

    private static string Resolve(string folder, string relative)
    {
        Uri root = new("file:///");
        return new Uri(root, folder + "/" + relative.Replace('\\', '/')).AbsolutePath.TrimStart('/');
    }
}
