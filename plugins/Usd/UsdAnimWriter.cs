using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Usd;

/// <summary>Writes a layer of a SkelRoot, a Skeleton of one joint and the SkelAnimation; one time code is one frame.</summary>
internal static class UsdAnimWriter
{
    /// <exception cref="ModkitException">USD05.</exception>
    public static void RequireWritable(CurveTable curves, LineInfo line)
    {
        if (curves.FrameCount == 0) throw UsdIssues.CannotWrite(line.Name, "it has no frames");
        foreach (float value in curves.Values)
        {
            if (!float.IsFinite(value)) throw UsdIssues.CannotWrite(line.Name, "a curve holds a value that is not a number");
        }
    }

    public static void Write(CurveTable curves, LineInfo line, Stream stream, CancellationToken cancellation)
    {
        using StreamWriter writer = new(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        string rate = curves.FrameRateFps.ToString("R", CultureInfo.InvariantCulture);
        string end = (curves.FrameCount - 1).ToString(CultureInfo.InvariantCulture);
        writer.Write(Header(line, rate, end).ReplaceLineEndings("\n"));
        writer.WriteLine($"        uniform token[] {UsdAnimFormat.Shapes} = [{string.Join(", ", curves.Channels.Select(Quoted))}]");
        writer.WriteLine($"        float[] {UsdAnimFormat.Weights}.{UsdAnimFormat.Samples} = {{");
        Span<char> number = stackalloc char[32];
        for (int frame = 0; frame < curves.FrameCount; frame++)
        {
            cancellation.ThrowIfCancellationRequested();
            writer.Write("            ");
            writer.Write(frame.ToString(CultureInfo.InvariantCulture));
            writer.Write(": [");
            ReadOnlySpan<float> row = curves.Frame(frame);
            for (int c = 0; c < row.Length; c++)
            {
                if (c > 0) writer.Write(", ");
                // The shortest text that reads back as the same float; -0 becomes 0.
                (row[c] + 0f).TryFormat(number, out int length, "R", CultureInfo.InvariantCulture);
                writer.Write(number[..length]);
            }
            writer.WriteLine("],");
        }
        writer.WriteLine("        }");
        writer.WriteLine("    }");
        writer.WriteLine("}");
    }

    private static string Header(LineInfo line, string rate, string end) => $$"""
        #usda 1.0
        (
            customLayerData = {
                string generator = {{Quoted(line.Generator)}}
                string line = {{Quoted(line.Name)}}
                bool synthetic = 1
            }
            defaultPrim = "Face"
            {{UsdAnimFormat.Start}} = 0
            {{UsdAnimFormat.End}} = {{end}}
            {{UsdAnimFormat.TimeCodes}} = {{rate}}
            {{UsdAnimFormat.FrameRate}} = {{rate}}
            metersPerUnit = 0.01
            upAxis = "Y"
        )

        def SkelRoot "Face" (
            prepend apiSchemas = ["SkelBindingAPI"]
        )
        {
            rel skel:animationSource = </Face/Animation>
            rel skel:skeleton = </Face/Skeleton>

            def Skeleton "Skeleton" (
                prepend apiSchemas = ["SkelBindingAPI"]
            )
            {
                uniform token[] joints = ["root"]
                uniform matrix4d[] bindTransforms = [((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1))]
                uniform matrix4d[] restTransforms = [((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1))]
                rel skel:animationSource = </Face/Animation>
            }

            def SkelAnimation "Animation"
            {

        """;

    private static string Quoted(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char letter in text)
        {
            if (letter is '"' or '\\') quoted.Append('\\').Append(letter);
            else if (letter < ' ') quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)letter:x2}");
            else quoted.Append(letter);
        }
        return quoted.Append('"').ToString();
    }
}
