using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Names a rest shape that the format does not have.</summary>
public class SaysOddShapes : IFormatPlugin
{
    public IReadOnlyList<IRigFormat> Formats => [new Format(Shapes)];

    protected virtual DiscreteShapes Shapes => new("hum");

    private sealed class Format(DiscreteShapes shapes) : IRigFormat
    {
        public FormatDescription Description { get; } = new()
        {
            Id = "fake-range",
            Name = "fake",
            Summary = "For tests.",
            Extension = ".fake",
            FixedChannels = [new RigChannel("rest"), new RigChannel("open")],
            Shapes = shapes,
        };

        public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation) => ValueTask.CompletedTask;
    }
}
