using System.Text;
using System.Xml;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Writes Rhubarb's XML.</summary>
internal static class RhubarbXmlWriter
{
    public static string Write(CueList cues, string name)
    {
        using MemoryStream stream = new();
        XmlWriterSettings settings = new() { Indent = true, IndentChars = "  ", NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };
        using (XmlWriter xml = XmlWriter.Create(stream, settings))
        {
            xml.WriteStartDocument();
            xml.WriteStartElement(RhubarbXmlFormat.Root);
            xml.WriteStartElement(RhubarbXmlFormat.Metadata);
            // A format never sees the recording's path; the name is what it knows.
            xml.WriteElementString(RhubarbXmlFormat.SoundFile, string.Concat(name.Select(character => XmlConvert.IsXmlChar(character) ? character : '_')));
            xml.WriteElementString(RhubarbXmlFormat.Duration, RhubarbShapes.Seconds(cues.EndTick));
            xml.WriteEndElement();
            xml.WriteStartElement(RhubarbXmlFormat.MouthCues);
            for (int i = 0; i < cues.Cues.Count; i++)
            {
                xml.WriteStartElement(RhubarbXmlFormat.MouthCue);
                xml.WriteAttributeString(RhubarbXmlFormat.Start, RhubarbShapes.Seconds(cues.Cues[i].Tick));
                xml.WriteAttributeString(RhubarbXmlFormat.End, RhubarbShapes.Seconds(i + 1 < cues.Cues.Count ? cues.Cues[i + 1].Tick : cues.EndTick));
                xml.WriteString(cues.Cues[i].Shape);
                xml.WriteEndElement();
            }
            xml.WriteEndDocument();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
