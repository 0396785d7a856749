using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Tries whether a format keeps the contract: what it writes it reads, everywhere the same, and bad files do not upset it.</summary>
internal sealed class FormatCheck(IRigFormat format, IReadOnlyList<RigChannel>? rig)
{
    private const int Threads = 8;
    private const int Mutations = 300;

    /// <summary>How far off a value may come back, as a share of its channel's range, besides the format's own tolerance.</summary>
    private const double Precision = 0.01;

    private readonly FormatDescription _description = format.Description;
    private readonly RigTrack _track = CheckTrack.Create(format.Description, rig);

    /// <summary>Every finding; stops after writing when that fails.</summary>
    public async Task<IReadOnlyList<CheckFinding>> RunAsync()
    {
        CheckOutput written;
        try
        {
            written = await WriteAsync(null).ConfigureAwait(false);
        }
        catch (ModkitException exception)
        {
            return [Bad("writes", exception.Issues[0].ToString())];
        }
        if (written.Find(_description.Extension) is not { Length: > 0 } file) return [Bad("writes", $"no file ending {_description.Extension}, or an empty one")];
        List<CheckFinding> findings =
        [
            Good("writes", string.Create(CultureInfo.InvariantCulture, $"{file.Length} bytes for {_track.Curves.FrameCount} frames of {_track.Channels.Count} channels")),
            await TryAsync("same bytes in three languages", () => CompareCulturesAsync(written)).ConfigureAwait(false),
            await TryAsync($"same bytes on {Threads} threads", () => CompareThreadsAsync(written)).ConfigureAwait(false),
        ];
        if (format is IReadableFormat readable)
        {
            findings.Add(Try("recognises its file", () => readable.CanRead(file, "line" + _description.Extension) ? Good("", "") : Bad("", "CanRead says no")));
            findings.Add(Try("reads what it wrote", () => CompareRead(readable.Read(new MemoryStream(file), "line" + _description.Extension))));
            findings.Add(Try("refuses bad files with a reason", () => ReadMutations(readable, file)));
        }
        return findings;
    }

    private async Task<CheckOutput> WriteAsync(CultureInfo? culture)
    {
        CheckOutput output = new();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            // Flows to whatever thread the plugin is called on.
            if (culture is not null) CultureInfo.CurrentCulture = culture;
            await format.WriteAsync(_track, CheckTrack.LineFor(_description), output, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        return output;
    }

    private async Task<CheckFinding> CompareCulturesAsync(CheckOutput expected)
    {
        foreach (CultureInfo culture in CheckCultures.All)
        {
            if (!(await WriteAsync(culture).ConfigureAwait(false)).Equals(expected))
                return Bad("", $"not where the decimal separator is '{culture.NumberFormat.NumberDecimalSeparator}': use CultureInfo.InvariantCulture");
        }
        return Good("", "");
    }

    private async Task<CheckFinding> CompareThreadsAsync(CheckOutput expected)
    {
        CheckOutput[] written = await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Run(() => WriteAsync(null)))).ConfigureAwait(false);
        return written.All(output => output.Equals(expected)) ? Good("", "") : Bad("", "lines written at the same time disturb each other: the format holds state");
    }

    private CheckFinding CompareRead(RigTrack read)
    {
        if (_track.ShapeKeys is { } shapes) return CompareShapes(shapes, read);
        double worst = 0;
        string worstChannel = "";
        for (int column = 0; column < _track.Channels.Count; column++)
        {
            RigChannel channel = _track.Channels[column];
            int other = read.Curves.IndexOf(channel.Name);
            if (other < 0) return Bad("", $"channel '{channel.Name}' does not come back");
            for (int frame = 0; frame < _track.Curves.FrameCount; frame++)
            {
                int same = (int)Math.Round((_track.Curves.TimeSeconds(frame) - read.Curves.StartSeconds) * read.Curves.FrameRateFps);
                if (same < 0 || same >= read.Curves.FrameCount) return Bad("", string.Create(CultureInfo.InvariantCulture, $"frame {frame} does not come back"));
                double share = Math.Abs(read.Curves[same, other] - _track.Curves[frame, column]) / (channel.Maximum - channel.Minimum);
                if (share > worst || double.IsNaN(share)) (worst, worstChannel) = (share, channel.Name);
            }
        }
        string figure = string.Create(CultureInfo.InvariantCulture, $"off by at most {worst:0.000000} of a channel's range");
        return worst <= Precision + (_description.KeyTolerance ?? 0) ? Good("", figure) : Bad("", $"{figure}, in '{worstChannel}'");
    }

    private CheckFinding CompareShapes(IReadOnlyList<ShapeKey> expected, RigTrack read)
    {
        if (read.ShapeKeys is not { } keys) return Bad("", "the reader gives no shape keys; RigTrack.FromShapeKeys makes a track with them");
        // A format may have a coarser grid than its frames, such as one step for the shortest shape.
        double grid = Math.Max(1 / _description.DefaultFrameRateFps, _description.Shapes?.MinimumHoldSeconds ?? 0);
        double worst = 0;
        for (int i = 0; i < expected.Count; i++)
        {
            string wanted = $"expected {(i == expected.Count - 1 ? "the last key" : "a key")} {Show(_track, expected[i])}";
            if (i >= keys.Count) return Bad("", $"{wanted}; it is missing");
            double offset = Math.Abs(keys[i].TimeSeconds - expected[i].TimeSeconds);
            if (NameOf(read, keys[i]) != NameOf(_track, expected[i]) || !(offset <= grid)) return Bad("", $"{wanted}; {Show(read, keys[i])} comes back");
            worst = Math.Max(worst, offset);
        }
        if (keys.Count > expected.Count) return Bad("", $"expected the last key {Show(_track, expected[^1])}; {Show(read, keys[expected.Count])} comes after it");
        return Good("", string.Create(CultureInfo.InvariantCulture, $"{keys.Count} shapes, off by at most {worst * 1000:0.0} ms"));
    }

    private static string Show(RigTrack track, ShapeKey key) => string.Create(CultureInfo.InvariantCulture, $"{NameOf(track, key)} at {key.TimeSeconds:0.000} s");

    private static string NameOf(RigTrack track, ShapeKey key) =>
        key.Shape >= 0 && key.Shape < track.Channels.Count ? track.Channels[key.Shape].Name : string.Create(CultureInfo.InvariantCulture, $"shape {key.Shape}");

    private CheckFinding ReadMutations(IReadableFormat readable, byte[] file)
    {
        Random random = new(1);
        int refused = 0;
        for (int i = 0; i < Mutations; i++)
        {
            byte[] bad = [.. file[..(i % 3 == 0 ? random.Next(file.Length) : file.Length)]];
            for (int changes = i % 3 == 0 ? 0 : 1 + random.Next(4); changes > 0; changes--) bad[random.Next(bad.Length)] = (byte)random.Next(256);
            try
            {
                readable.Read(new MemoryStream(bad), "bad" + _description.Extension);
            }
            catch (ModkitException exception) when (!PluginIssues.IsFaultOfPlugin(exception.Issues[0]))
            {
                refused++;
            }
        }
        return Good("", string.Create(CultureInfo.InvariantCulture, $"{Mutations} damaged files: {refused} refused, {Mutations - refused} read"));
    }

    private static CheckFinding Try(string what, Func<CheckFinding> check)
    {
        try
        {
            return check() with { What = what };
        }
        catch (ModkitException exception)
        {
            return Bad(what, exception.Issues[0].ToString());
        }
    }

    private static async Task<CheckFinding> TryAsync(string what, Func<Task<CheckFinding>> check)
    {
        try
        {
            return await check().ConfigureAwait(false) with { What = what };
        }
        catch (ModkitException exception)
        {
            return Bad(what, exception.Issues[0].ToString());
        }
    }

    private static CheckFinding Good(string what, string detail) => new(what, true, detail);

    private static CheckFinding Bad(string what, string detail) => new(what, false, detail);
}
