using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>A format of shapes whose reader does with the last keys what it is told: nothing, or forget, rename, move or add one.</summary>
public sealed class ForgetsTheEnd : IFormatPlugin
{
    public IReadOnlyList<IRigFormat> Formats { get; } = [.. new[] { "keeps", "drops", "renames", "moves", "adds", "invents" }.Select(what => new Format(what))];

    private sealed class Format(string what) : IReadableFormat
    {
        private static readonly string[] _shapes = ["rest", "open", "round"];

        public FormatDescription Description { get; } = new()
        {
            Id = what,
            Name = what,
            Summary = "For tests.",
            Extension = ".fake",
            FixedChannels = [.. _shapes.Select(shape => new RigChannel(shape))],
            DefaultFrameRateFps = 25,
            Shapes = new DiscreteShapes("rest"),
        };

        public async ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
        {
            await using StreamWriter text = new(output.Create(".fake"));
            foreach (ShapeKey key in track.ShapeKeys!) await text.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{key.TimeSeconds:0.000} {key.Shape}"));
        }

        public bool CanRead(ReadOnlySpan<byte> head, string fileName) => true;

        public RigTrack Read(Stream stream, string fileName)
        {
            using StreamReader text = new(stream);
            List<ShapeKey> keys = [];
            try
            {
                while (text.ReadLine()?.Split(' ') is { } row) keys.Add(new ShapeKey(double.Parse(row[0], CultureInfo.InvariantCulture), int.Parse(row[1], CultureInfo.InvariantCulture)));
                if (what == "drops") keys.RemoveAt(keys.Count - 1);
                if (what == "renames") keys[^1] = keys[^1] with { Shape = 2 };
                if (what == "moves") keys[^1] = keys[^1] with { TimeSeconds = keys[^1].TimeSeconds + 0.1 };
                if (what == "adds") keys.Add(new ShapeKey(keys[^1].TimeSeconds + 1, 1));
                RigTrack track = RigTrack.FromShapeKeys(_shapes, keys, 25, 2);
                return what == "invents" ? new RigTrack { Curves = track.Curves, Channels = track.Channels, ShapeKeys = [.. keys.SkipLast(1), keys[^1] with { Shape = 7 }] } : track;
            }
            catch (Exception exception) when (exception is not ModkitException)
            {
                throw new ModkitException(Issue.Error("XYZ02", fileName, "It is damaged.", "Write it again."));
            }
        }
    }
}
