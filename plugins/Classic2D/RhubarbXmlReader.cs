using System.Xml;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Reads Rhubarb's XML. Nothing outside the file is looked at, and no document type is taken.</summary>
internal static class RhubarbXmlReader
{
    /// <exception cref="ModkitException">CUE02 to CUE06: what is wrong and in which line.</exception>
    public static RigTrack Read(string text, string fileName)
    {
        CueReading reading = RhubarbShapes.Reading(fileName);
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true };
        double end = 0;
        try
        {
            using XmlReader xml = XmlReader.Create(new StringReader(text), settings);
            if (xml.MoveToContent() != XmlNodeType.Element || xml.Name != RhubarbXmlFormat.Root)
                throw CueIssues.WrongStart(Place(xml, fileName), $"<{RhubarbXmlFormat.Root}>");
            xml.Read();
            while (!xml.EOF)
            {
                if (xml.NodeType != XmlNodeType.Element || xml.Name is not (RhubarbXmlFormat.MouthCue or RhubarbXmlFormat.Duration)) xml.Read();
                else if (xml.Name == RhubarbXmlFormat.Duration) end = Math.Max(end, Seconds(xml.ReadElementContentAsString(), xml, fileName));
                else end = Math.Max(end, ReadCue(xml, reading, fileName));
            }
        }
        catch (XmlException exception)
        {
            throw CueIssues.BadEntry(CueIssues.At(fileName, Math.Max(1, exception.LineNumber)), "XML");
        }
        return reading.ToTrack(end, RhubarbShapes.TicksPerSecond);
    }

    private static double ReadCue(XmlReader xml, CueReading reading, string fileName)
    {
        string place = Place(xml, fileName);
        double start = Seconds(xml.GetAttribute(RhubarbXmlFormat.Start), xml, fileName);
        double end = Seconds(xml.GetAttribute(RhubarbXmlFormat.End), xml, fileName);
        reading.Add(start, xml.ReadElementContentAsString().Trim(), place);
        return end;
    }

    private static double Seconds(string? text, XmlReader xml, string fileName) =>
        RhubarbShapes.TryParseSeconds(text, out double seconds) ? seconds : throw CueIssues.BadEntry(Place(xml, fileName), "a time in seconds");

    private static string Place(XmlReader xml, string fileName) => CueIssues.At(fileName, ((IXmlLineInfo)xml).LineNumber);
}
