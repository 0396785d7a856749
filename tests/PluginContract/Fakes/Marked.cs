using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Writes one byte fifty times, slowly. The byte stands in its code, where a test puts another one into a copy of the assembly.</summary>
public sealed class Marked : IFormatPlugin
{
    /// <summary>The last letter is the byte plus 256. No constant: the compiler would write that twice.</summary>
    public static string Marker => "modkit-marker-\u0100";

    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat("fake-marked", WriteSlowlyAsync)];

    private static async ValueTask WriteSlowlyAsync(IFormatOutput output, CancellationToken cancellation)
    {
        using Stream stream = output.Create(".fake");
        for (int i = 0; i < 50; i++)
        {
            stream.WriteByte((byte)Marker[^1]);
            if (i % 10 == 0) await Task.Delay(1, cancellation);
        }
    }
}
