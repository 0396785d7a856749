using System.Reflection;
using System.Xml;
using System.Xml.Schema;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>The schema of a FOMOD's ModuleConfig.xml, version 5.0.</summary>
internal static class FomodSchema
{
    /// <summary>The part of the form that we write, in our own words: names, order, numbers and values.</summary>
    private const string Text = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:element name="config">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="moduleName" type="xs:string"/>
                <xs:element name="requiredInstallFiles" type="Files" minOccurs="0"/>
                <xs:element name="installSteps" minOccurs="0">
                  <xs:complexType>
                    <xs:sequence><xs:element name="installStep" type="Step" maxOccurs="unbounded"/></xs:sequence>
                    <xs:attribute name="order" type="Order"/>
                  </xs:complexType>
                </xs:element>
              </xs:sequence>
            </xs:complexType>
          </xs:element>
          <xs:simpleType name="Order">
            <xs:restriction base="xs:string"><xs:enumeration value="Ascending"/><xs:enumeration value="Descending"/><xs:enumeration value="Explicit"/></xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="Choice">
            <xs:restriction base="xs:string">
              <xs:enumeration value="SelectAtLeastOne"/><xs:enumeration value="SelectAtMostOne"/><xs:enumeration value="SelectExactlyOne"/>
              <xs:enumeration value="SelectAll"/><xs:enumeration value="SelectAny"/>
            </xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="Kind">
            <xs:restriction base="xs:string">
              <xs:enumeration value="Required"/><xs:enumeration value="Optional"/><xs:enumeration value="Recommended"/>
              <xs:enumeration value="NotUsable"/><xs:enumeration value="CouldBeUsable"/>
            </xs:restriction>
          </xs:simpleType>
          <xs:complexType name="Item">
            <xs:attribute name="source" type="xs:string" use="required"/>
            <xs:attribute name="destination" type="xs:string"/>
            <xs:attribute name="priority" type="xs:integer"/>
          </xs:complexType>
          <xs:complexType name="Files">
            <xs:choice maxOccurs="unbounded"><xs:element name="file" type="Item"/><xs:element name="folder" type="Item"/></xs:choice>
          </xs:complexType>
          <xs:complexType name="Step">
            <xs:sequence>
              <xs:element name="optionalFileGroups">
                <xs:complexType>
                  <xs:sequence><xs:element name="group" type="Group" maxOccurs="unbounded"/></xs:sequence>
                  <xs:attribute name="order" type="Order"/>
                </xs:complexType>
              </xs:element>
            </xs:sequence>
            <xs:attribute name="name" type="xs:string" use="required"/>
          </xs:complexType>
          <xs:complexType name="Group">
            <xs:sequence>
              <xs:element name="plugins">
                <xs:complexType>
                  <xs:sequence><xs:element name="plugin" type="Plugin" maxOccurs="unbounded"/></xs:sequence>
                  <xs:attribute name="order" type="Order"/>
                </xs:complexType>
              </xs:element>
            </xs:sequence>
            <xs:attribute name="name" type="xs:string" use="required"/>
            <xs:attribute name="type" type="Choice" use="required"/>
          </xs:complexType>
          <xs:complexType name="Plugin">
            <xs:sequence>
              <xs:element name="description" type="xs:string"/>
              <xs:element name="files" type="Files" minOccurs="0"/>
              <xs:element name="typeDescriptor">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="type"><xs:complexType><xs:attribute name="name" type="Kind" use="required"/></xs:complexType></xs:element>
                  </xs:sequence>
                </xs:complexType>
              </xs:element>
            </xs:sequence>
            <xs:attribute name="name" type="xs:string" use="required"/>
          </xs:complexType>
        </xs:schema>
        """;

    public static XmlSchema Own() => Read(new StringReader(Text));

    private static XmlSchema Read(TextReader text)
    {
        using XmlReader reader = XmlReader.Create(text);
        return XmlSchema.Read(reader, null)!;
    }

    /// <summary>The schema that the installer of Vortex itself holds files to, out of its package of tests/third-party; no code of it runs.</summary>
    public static XmlSchema OfNexus()
    {
        string path = Path.Combine(TestPaths.RepositoryRoot, "tests", "third-party", "node_modules", "@nexusmods", "fomod-installer-ipc", "dist", "XmlScript.dll");
        Skip.IfNot(File.Exists(path), "npm ci --ignore-scripts in tests/third-party restores it");
        Assembly assembly = Assembly.LoadFile(path);
        string name = assembly.GetManifestResourceNames().Single(name => name.EndsWith("XmlScript5.0.xsd", StringComparison.Ordinal));
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        using StreamReader text = new(stream);
        return Read(text);
    }
}
