using System.Globalization;
using System.Text;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>Texts made to break a YAML reader: they must end with an issue, quickly and without taking the process down.</summary>
public sealed class HostileProfileTests
{
    private const int SmallStackBytes = 256 * 1024;
    private const int MutationCount = 10_000;

    public static TheoryData<string> Texts { get; } = new(
        new string('[', 200_000),
        new string('{', 200_000),
        "a: " + new string('[', 100_000) + new string(']', 100_000),
        string.Concat(Enumerable.Range(0, 500).Select(i => new string(' ', i) + "a:\n")),
        string.Concat(Enumerable.Repeat("- ", 50_000)) + "a",
        string.Concat(Enumerable.Repeat("? ", 50_000)),
        "a: &a [x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n",
        "%TAG ! tag:x,2000:\n---\n!a b\n",
        "%YAML 9.9\n---\na: 1\n",
        "a: |\n" + new string('x', 200_000),
        "a: \"" + new string('x', 200_000),
        "a: '" + new string('\n', 200_000),
        new string('a', 200_000) + ": 1",
        new string('-', 200_000),
        new string('\t', 1_000),
        "\uFEFF\uFEFFa: 1",
        "a: \uD800",
        "\u0085\u2028\u2029: \u0085",
        "a: \"\\U99999999\"",
        "a: \"\\xZZ\"",
        "a\0b",
        "...\n...\n---\n---",
        "a: >9\n b",
        "*a",
        "!",
        "&",
        "'",
        "\"");

    [Theory]
    [MemberData(nameof(Texts))]
    public void Ends_with_issues_even_on_a_small_stack(string text)
    {
        ProfileReadResult? result = null;
        Exception? thrown = null;
        Thread thread = new(() => thrown = Record.Exception(() => result = ProfileReader.Read(text, "hostile.yaml")), SmallStackBytes);
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(20)), "it hangs");
        Assert.Null(thrown);
        Assert.Null(result!.Profile);
        Assert.NotEmpty(result.Issues);
    }

    [Fact]
    public void Random_mutations_never_throw()
    {
        string[] seeds = [.. ShippedProfiles.Texts(), ProfileText.Smallest];
        int count = int.TryParse(Environment.GetEnvironmentVariable("MODKIT_MUTATIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out int wanted)
            ? wanted : MutationCount;
        Random random = new(20261121);
        int valid = 0;
        for (int i = 0; i < count; i++)
        {
            string text = Mutate(seeds[i % seeds.Length], random);
            ProfileReadResult result = ProfileReader.Read(text, "mutated.yaml");
            Assert.Equal(result.Profile is null, result.Issues.Count > 0);
            if (result.Profile is not null) valid++;
        }
        // If nothing survived or nothing broke, the mutations would test nothing.
        Assert.InRange(valid, count / 100, count - (count / 10));
    }

    private static string Mutate(string text, Random random)
    {
        const string spice = "[]{}:,&*!|>'\"%@`-?#\t\n \0.~=\u2028\uD800e0";
        StringBuilder changed = new(text);
        int edits = random.Next(1, 6);
        for (int i = 0; i < edits; i++)
        {
            int at = random.Next(changed.Length);
            switch (random.Next(4))
            {
                case 0: changed[at] = spice[random.Next(spice.Length)]; break;
                case 1: changed.Insert(at, spice[random.Next(spice.Length)]); break;
                case 2: changed.Remove(at, Math.Min(random.Next(1, 20), changed.Length - at)); break;
                default: changed.Insert(at, text.AsSpan(random.Next(text.Length / 2), random.Next(1, 40))); break;
            }
        }
        return changed.ToString();
    }
}
