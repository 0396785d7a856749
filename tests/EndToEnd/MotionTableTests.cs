using System.Globalization;
using Audio2Face.Modkit.Retargeting;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>
/// The reference that tells faces without names is measured on our own head. After a change of the head that is meant:
/// <c>MODKIT_REGENERATE=1 ./test --filter MotionTable</c>.
/// </summary>
public sealed class MotionTableTests(Heads heads) : IClassFixture<Heads>
{
    private const string Table = "core/Retargeting/Proposals/arkit-motions.txt";

    [Fact]
    public async Task The_table_is_what_our_own_head_shows()
    {
        string path = Path.Combine(TestPaths.RepositoryRoot, Table);
        string measured = MotionTable.From(FaceMotion.Measure(await heads.OwnAsync())).Print();
        if (Environment.GetEnvironmentVariable("MODKIT_REGENERATE") == "1") File.WriteAllLines(path, measured.TrimEnd('\n').Split('\n'));
        string[] expected = Words(File.ReadAllText(path)), actual = Words(measured);
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            // Processors add up in different orders: the last of four digits may differ.
            if (double.TryParse(expected[i], CultureInfo.InvariantCulture, out double number)) Assert.Equal(number, double.Parse(actual[i], CultureInfo.InvariantCulture), 2.1e-4);
            else Assert.Equal(expected[i], actual[i]);
        }
    }

    private static string[] Words(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
