using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Checks files of the Source engine against what is written about them, sharing nothing with our readers and writers.</summary>
internal static class SourceCheckers
{
    /// <summary>The engine's table of codes and names, copied from its description.</summary>
    private const string Codes =
        "98 b|109 m|112 p|119 w|102 f|118 v|633 r|114 r2|635 r3|602 er|605 er2|240 dh|952 th|643 sh|676 jh|679 ch|115 s|122 z|100 d|638 d2|108 l|619 l2|110 n|116 t|111 ow"
        + "|117 uw|101 ey|230 ae|593 aa|97 aa2|105 iy|106 y|652 ah|596 ao|601 ax|604 ax2|603 eh|618 ih|616 ih2|650 uh|103 g|609 g2|104 hh|614 hh2|107 k|331 nx|658 zh|95 <sil>";

    /// <summary>Sections in order, codes known, times ascending and inside the sound; gives back what is spoken.</summary>
    public static List<(string Phoneme, double Start, double End)> CheckSentence(string text, double durationSeconds)
    {
        Queue<string> tokens = new(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.All(tokens, token => Assert.True(token.Length < 256));
        Expect(tokens, "VERSION", "1.0", "PLAINTEXT", "{");
        while (tokens.Dequeue() != "}") { }
        Expect(tokens, "WORDS", "{");
        List<(string, double, double)> spoken = [];
        double last = 0;
        while (tokens.Peek() == "WORD")
        {
            Expect(tokens, "WORD");
            Assert.DoesNotContain(tokens.Dequeue(), (string[])["{", "}"]);
            double wordStart = Time(tokens), wordEnd = Time(tokens);
            Assert.True(wordStart >= last - 1e-9 && wordEnd > wordStart);
            Expect(tokens, "{");
            do
            {
                string phoneme = $"{tokens.Dequeue()} {tokens.Dequeue()}";
                Assert.Contains(phoneme, Codes.Split('|'));
                double start = Time(tokens), end = Time(tokens);
                Assert.True(start >= last - 1e-9 && end > start && start >= wordStart && end <= wordEnd && end <= durationSeconds + 0.05);
                Expect(tokens, "1");
                spoken.Add((phoneme, start, end));
                last = end;
            }
            while (tokens.Peek() != "}");
            Expect(tokens, "}");
        }
        Expect(tokens, "}", "EMPHASIS", "{", "}", "OPTIONS", "{", "voice_duck", "0", "}");
        Assert.Empty(tokens);
        return spoken;
    }

    /// <summary>A RIFF file of whole, even chunks with one VDAT behind the sound; gives back the sentence.</summary>
    public static string CheckWave(byte[] file, byte[] sound)
    {
        Assert.Equal("RIFF", Encoding.ASCII.GetString(file, 0, 4));
        Assert.Equal(file.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)));
        Assert.Equal("WAVE", Encoding.ASCII.GetString(file, 8, 4));
        List<(string Id, byte[] Data)> chunks = [];
        int at = 12;
        while (at < file.Length)
        {
            int size = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
            chunks.Add((Encoding.ASCII.GetString(file, at, 4), file[(at + 8)..(at + 8 + size)]));
            at += 8 + size + (size % 2);
        }
        Assert.Equal(file.Length, at);
        Assert.Equal(sound, Assert.Single(chunks, chunk => chunk.Id == "data").Data);
        Assert.Equal("VDAT", chunks[^1].Id);
        return Encoding.UTF8.GetString(Assert.Single(chunks, chunk => chunk.Id == "VDAT").Data);
    }

    /// <summary>Braces match, the event has an end, samples ascend inside 0..1; gives back controllers with range and samples.</summary>
    public static Dictionary<string, (double Minimum, double Maximum, List<(double Time, double Share)> Samples)> CheckScene(string text)
    {
        string withoutComments = Regex.Replace(text, "//[^\n]*", "");
        List<string> tokens = [.. Regex.Matches(withoutComments, "\"[^\"]*\"|[{}]|[^\\s{}\"]+").Select(match => match.Value)];
        int depth = 0;
        foreach (string token in tokens)
        {
            depth += token == "{" ? 1 : token == "}" ? -1 : 0;
            Assert.True(depth >= 0);
        }
        Assert.Equal(0, depth);
        Assert.Equal(["\"face\"", "\"voice\""], After(tokens, "channel"));
        Assert.Equal(["flexanimation", "speak"], After(tokens, "event"));
        int time = tokens.IndexOf("time");
        Assert.True(Number(tokens[time + 2]) > Number(tokens[time + 1]));
        int at = tokens.IndexOf("flexanimations");
        Assert.Equal("samples_use_time", tokens[++at]);
        Assert.Equal("defaultcurvetype=curve_linear_interp_to_curve_linear_interp", tokens[++at]);
        Assert.Equal("{", tokens[++at]);
        Dictionary<string, (double, double, List<(double, double)>)> tracks = [];
        while (tokens[++at] != "}")
        {
            string name = tokens[at];
            Assert.Matches("^\"[^\"]{1,127}\"$", name);
            (double minimum, double maximum) = (0, 1);
            if (tokens[++at] == "range")
            {
                (minimum, maximum) = (Number(tokens[at + 1]), Number(tokens[at + 2]));
                at += 3;
            }
            Assert.Equal("{", tokens[at]);
            List<(double Time, double Share)> samples = [];
            while (tokens[++at] != "}")
            {
                Assert.Matches("^[0-9]+\\.[0-9]{4}$", tokens[at]);
                samples.Add((Number(tokens[at]), Number(tokens[++at])));
                Assert.InRange(samples[^1].Share, 0, 1);
                if (samples.Count > 1) Assert.True(samples[^1].Time > samples[^2].Time);
            }
            Assert.InRange(samples.Count, 2, 1999);
            tracks.Add(name.Trim('"'), (minimum, maximum, samples));
        }
        return tracks;
    }

    private static List<string> After(List<string> tokens, string keyword) =>
        [.. Enumerable.Range(0, tokens.Count - 1).Where(i => tokens[i] == keyword).Select(i => tokens[i + 1])];

    private static void Expect(Queue<string> tokens, params string[] expected)
    {
        foreach (string token in expected) Assert.Equal(token, tokens.Dequeue());
    }

    private static double Time(Queue<string> tokens)
    {
        string token = tokens.Dequeue();
        Assert.Matches("^[0-9]+\\.[0-9]{3}$", token);
        return Number(token);
    }

    private static double Number(string token) => double.Parse(token, CultureInfo.InvariantCulture);
}
