using System.Diagnostics;
using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Tests;
using Xunit.Abstractions;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>Texts made to break a YAML reader: they must end with an issue, quickly and without taking the process down.</summary>
/// <param name="log">Takes the figures; <c>dotnet test --logger "console;verbosity=detailed"</c> shows them.</param>
public sealed class HostileProfileTests(ITestOutputHelper log)
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
        "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 20).Select(i => $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 9))}]\n")),
        "a: &a {b: *a}\n",
        ProfileText.Head + "channels:\n" + string.Concat(Enumerable.Range(0, 1025).Select(i => $"  - {{name: c{i}}}\n")),
        ProfileText.Head + "channels: [{name: A, sources: {jawOpen: " + new string('9', 500) + "}}]\n",
        ProfileText.Smallest + "based_on: test.rig@1.0.0\nbased_on: test.rig@1.0.0\n",
        string.Join('\0', ProfileText.Smallest.ToCharArray()),
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
        double milliseconds = 0;
        long bytes = 0;
        Thread thread = new(
            () =>
            {
                long began = Stopwatch.GetTimestamp(), before = GC.GetAllocatedBytesForCurrentThread();
                thrown = Record.Exception(() => result = ProfileReader.Read(text, "hostile.yaml"));
                bytes = GC.GetAllocatedBytesForCurrentThread() - before;
                milliseconds = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            },
            SmallStackBytes);
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(20)), "it hangs");
        Assert.Null(thrown);
        Assert.Null(result!.Profile);
        Assert.NotEmpty(result.Issues);
        Assert.All(result.Issues, issue => Assert.StartsWith("hostile.yaml", issue.Place, StringComparison.Ordinal));
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{text.Length} letters: {result.Issues[0].Code} at {result.Issues[0].Place}, {milliseconds:0} ms, {bytes / 1048576.0:0.0} MiB"));
        Assert.True(bytes < 50 * 1048576, "it takes too much memory");
    }

    [Fact]
    public void Random_mutations_never_throw()
    {
        string[] seeds = [.. ShippedProfiles.Texts(), ProfileText.Smallest];
        int count = Damage.Count(MutationCount);
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
