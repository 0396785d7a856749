using System.Globalization;
using System.Xml;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>The installer of a FOMOD archive: <c>fomod/info.xml</c> and <c>fomod/ModuleConfig.xml</c>, the latter by the schema ModConfig 5.0.</summary>
/// <remarks>Element order is the schema's. Paths are written with '\', as every installer of the form reads them.</remarks>
internal static class FomodScript
{
    /// <summary>Folder of the installer inside the archive; nothing in it is installed.</summary>
    public const string Folder = "fomod/";

    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>By this name installers tell the version of the form; nothing is fetched.</summary>
    private const string SchemaName = "http://qconsulting.ca/fo3/ModConfig5.0.xsd";

    /// <summary>Who made what.</summary>
    public static byte[] WriteInfo(PackOptions options) => Write(xml =>
    {
        xml.WriteStartElement("fomod");
        xml.WriteElementString("Name", options.Name);
        if (options.Author.Length > 0) xml.WriteElementString("Author", options.Author);
        if (options.Version.Length > 0) xml.WriteElementString("Version", options.Version);
        if (options.Website.Length > 0) xml.WriteElementString("Website", options.Website);
        if (options.Description.Length > 0) xml.WriteElementString("Description", options.Description);
        xml.WriteEndElement();
    });

    /// <summary>What is installed.</summary>
    /// <param name="options">The mod.</param>
    /// <param name="coreFolder">Folder in the archive of what is always installed, or null.</param>
    /// <param name="parts">The parts to choose from: name, folder in the archive, number of files.</param>
    public static byte[] WriteConfig(PackOptions options, string? coreFolder, IReadOnlyList<(string Name, string Folder, int FileCount)> parts) => Write(xml =>
    {
        xml.WriteStartElement("config");
        xml.WriteAttributeString("xmlns", "xsi", null, SchemaInstance);
        xml.WriteAttributeString("xsi", "noNamespaceSchemaLocation", SchemaInstance, SchemaName);
        xml.WriteElementString("moduleName", options.Name);
        if (coreFolder is not null) WriteFolder(xml, "requiredInstallFiles", coreFolder);
        if (parts.Count > 0) WriteSteps(xml, options, parts);
        xml.WriteEndElement();
    });

    private static void WriteSteps(XmlWriter xml, PackOptions options, IReadOnlyList<(string Name, string Folder, int FileCount)> parts)
    {
        StartExplicit(xml, "installSteps");
        xml.WriteStartElement("installStep");
        xml.WriteAttributeString("name", options.Name);
        StartExplicit(xml, "optionalFileGroups");
        xml.WriteStartElement("group");
        xml.WriteAttributeString("name", "Parts");
        xml.WriteAttributeString("type", options.ChoosesOne ? "SelectExactlyOne" : "SelectAny");
        StartExplicit(xml, "plugins");
        for (int i = 0; i < parts.Count; i++)
        {
            (string name, string folder, int fileCount) = parts[i];
            xml.WriteStartElement("plugin");
            xml.WriteAttributeString("name", name);
            xml.WriteElementString("description", string.Create(CultureInfo.InvariantCulture, $"{name}: {fileCount} {(fileCount == 1 ? "file" : "files")}"));
            WriteFolder(xml, "files", folder);
            xml.WriteStartElement("typeDescriptor");
            xml.WriteStartElement("type");
            xml.WriteAttributeString("name", options.ChoosesOne && i > 0 ? "Optional" : "Recommended");
            for (int element = 0; element < 3; element++) xml.WriteEndElement();
        }
        for (int element = 0; element < 5; element++) xml.WriteEndElement();
    }

    /// <summary>An element whose children an installer shows as they stand, not sorted.</summary>
    private static void StartExplicit(XmlWriter xml, string name)
    {
        xml.WriteStartElement(name);
        xml.WriteAttributeString("order", "Explicit");
    }

    private static void WriteFolder(XmlWriter xml, string element, string folder)
    {
        xml.WriteStartElement(element);
        xml.WriteStartElement("folder");
        xml.WriteAttributeString("source", folder.TrimEnd('/').Replace('/', '\\'));
        xml.WriteAttributeString("destination", "");
        xml.WriteAttributeString("priority", "0");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static byte[] Write(Action<XmlWriter> write)
    {
        using MemoryStream stream = new();
        using (XmlWriter xml = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new System.Text.UTF8Encoding(false) }))
        {
            xml.WriteStartDocument();
            write(xml);
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
