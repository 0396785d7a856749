using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Omniverse;

/// <summary>Reads Audio2Face JSON: any order of keys and poses; keys it does not know are passed over.</summary>
internal static class A2fJsonReader
{
    private const int DeepestNesting = 32, LongestName = 256;

    /// <exception cref="ModkitException">FMT11 to FMT17: what is wrong and where.</exception>
    public static RigTrack Read(Stream stream, string fileName)
    {
        byte[] json = ReadBytes(stream, fileName);
        int mark = json.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        A2fJsonContents contents = new();
        try
        {
            Utf8JsonReader reader = new(json.AsSpan(mark), new JsonReaderOptions { MaxDepth = DeepestNesting });
            ReadObject(ref reader, fileName, contents);
            if (reader.Read()) throw A2fJsonIssues.WrongKind(fileName, reader.TokenStartIndex, "end", "the end of the file");
        }
        catch (JsonException exception)
        {
            throw A2fJsonIssues.NotJson(fileName, (exception.LineNumber ?? 0) + 1, (exception.BytePositionInLine ?? 0) + 1);
        }
        return ToTrack(contents, fileName);
    }

    private static byte[] ReadBytes(Stream stream, string fileName)
    {
        if (stream.Length > Limits.AnimationFileMebibytes * 1024L * 1024) throw A2fJsonIssues.TooLarge(fileName, stream.Length);
        byte[] bytes = new byte[stream.Length];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length == bytes.Length ? bytes : bytes[..length];
    }

    private static void ReadObject(ref Utf8JsonReader reader, string file, A2fJsonContents contents)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw A2fJsonIssues.WrongKind(file, reader.TokenStartIndex, "start", "a JSON object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(A2fJsonFormat.ExportFps)) contents.FrameRateFps = ReadRate(ref reader, file);
            else if (reader.ValueTextEquals(A2fJsonFormat.NumPoses)) contents.StatedPoses = ReadCount(ref reader, file, A2fJsonFormat.NumPoses);
            else if (reader.ValueTextEquals(A2fJsonFormat.NumFrames)) contents.StatedFrames = ReadCount(ref reader, file, A2fJsonFormat.NumFrames);
            else if (reader.ValueTextEquals(A2fJsonFormat.FacsNames)) contents.Names = ReadNames(ref reader, file);
            else if (reader.ValueTextEquals(A2fJsonFormat.WeightMat)) ReadRows(ref reader, file, contents);
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    private static double ReadRate(ref Utf8JsonReader reader, string file)
    {
        // Some exporters write 60.0 where the format asks for 60.
        double rateFps = ReadNumber(ref reader, file, A2fJsonFormat.ExportFps);
        return rateFps is > 0 and <= A2fJsonFormat.HighestFrameRateFps
            ? rateFps
            : throw A2fJsonIssues.BadNumber(file, reader.TokenStartIndex, A2fJsonFormat.ExportFps, $"above 0 and at most {A2fJsonFormat.HighestFrameRateFps}");
    }

    private static int ReadCount(ref Utf8JsonReader reader, string file, string key)
    {
        double count = ReadNumber(ref reader, file, key);
        return count is >= 0 and <= int.MaxValue && count == Math.Floor(count)
            ? (int)count
            : throw A2fJsonIssues.BadNumber(file, reader.TokenStartIndex, key, "a whole number that is not negative");
    }

    private static double ReadNumber(ref Utf8JsonReader reader, string file, string path)
    {
        reader.Read();
        return NumberAt(ref reader, file, path);
    }

    private static double NumberAt(ref Utf8JsonReader reader, string file, string path)
    {
        if (reader.TokenType != JsonTokenType.Number) throw A2fJsonIssues.WrongKind(file, reader.TokenStartIndex, path, "a number");
        return reader.TryGetDouble(out double value) && float.IsFinite((float)value)
            ? value
            : throw A2fJsonIssues.BadNumber(file, reader.TokenStartIndex, path, "finite");
    }

    private static List<string> ReadNames(ref Utf8JsonReader reader, string file)
    {
        List<string> names = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        RequireArray(ref reader, file, A2fJsonFormat.FacsNames);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            string path = FormattableString.Invariant($"{A2fJsonFormat.FacsNames}[{names.Count}]");
            if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > LongestName || Text(ref reader) is not { Length: > 0 } name)
                throw A2fJsonIssues.WrongKind(file, reader.TokenStartIndex, path, "a name");
            if (!seen.Add(name)) throw A2fJsonIssues.Duplicate(file, reader.TokenStartIndex, path, name);
            if (names.Count == A2fJsonFormat.MostPoses) throw A2fJsonIssues.CountDiffers(file, "The most poses a rig may have", A2fJsonFormat.MostPoses, names.Count + 1);
            names.Add(name);
        }
        return names;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Bytes that are not UTF-8, or half a surrogate pair.
            return null;
        }
    }

    private static void ReadRows(ref Utf8JsonReader reader, string file, A2fJsonContents contents)
    {
        contents.HasWeights = true;
        contents.Weights.Clear();
        contents.RowCount = 0;
        RequireArray(ref reader, file, A2fJsonFormat.WeightMat);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
                throw A2fJsonIssues.WrongKind(file, reader.TokenStartIndex, FormattableString.Invariant($"weightMat[{contents.RowCount}]"), "a row of numbers");
            int before = contents.Weights.Count;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType == JsonTokenType.Number && reader.TryGetSingle(out float weight) && float.IsFinite(weight)) contents.Weights.Add(weight);
                else NumberAt(ref reader, file, FormattableString.Invariant($"weightMat[{contents.RowCount}][{contents.Weights.Count - before}]"));
            }
            int length = contents.Weights.Count - before;
            if (contents.RowCount == 0) contents.RowLength = length;
            else if (length != contents.RowLength)
                throw A2fJsonIssues.CountDiffers(file, FormattableString.Invariant($"The length of weightMat[0] is not that of weightMat[{contents.RowCount}]: it"), contents.RowLength, length);
            contents.RowCount++;
        }
    }

    private static void RequireArray(ref Utf8JsonReader reader, string file, string key)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray) throw A2fJsonIssues.WrongKind(file, reader.TokenStartIndex, key, "a list");
    }

    private static RigTrack ToTrack(A2fJsonContents contents, string file)
    {
        if (contents.FrameRateFps is not { } rateFps) throw A2fJsonIssues.Missing(file, A2fJsonFormat.ExportFps);
        if (contents.Names is not { Count: > 0 } names) throw A2fJsonIssues.Missing(file, A2fJsonFormat.FacsNames);
        if (!contents.HasWeights) throw A2fJsonIssues.Missing(file, A2fJsonFormat.WeightMat);
        if (contents.StatedPoses is { } poses && poses != names.Count) throw A2fJsonIssues.CountDiffers(file, A2fJsonFormat.NumPoses, poses, names.Count);
        if (contents.StatedFrames is { } frames && frames != contents.RowCount) throw A2fJsonIssues.CountDiffers(file, A2fJsonFormat.NumFrames, frames, contents.RowCount);
        if (contents.RowCount > 0 && contents.RowLength != names.Count)
            throw A2fJsonIssues.CountDiffers(file, "The number of facsNames", names.Count, contents.RowLength);

        CurveTable curves = new(rateFps, 0, names, [.. contents.Weights]);
        return new RigTrack { Curves = curves, Channels = Ranges(curves) };
    }

    /// <summary>The file tells no ranges: 0..1, widened where the weights go beyond.</summary>
    private static RigChannel[] Ranges(CurveTable curves)
    {
        float[] lowest = new float[curves.Channels.Count];
        float[] highest = new float[curves.Channels.Count];
        Array.Fill(highest, 1);
        for (int frame = 0; frame < curves.FrameCount; frame++)
        {
            ReadOnlySpan<float> row = curves.Frame(frame);
            for (int i = 0; i < row.Length; i++)
            {
                lowest[i] = Math.Min(lowest[i], row[i]);
                highest[i] = Math.Max(highest[i], row[i]);
            }
        }
        return [.. curves.Channels.Select((name, i) => new RigChannel(name, lowest[i], highest[i]))];
    }
}
