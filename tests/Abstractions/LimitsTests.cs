using System.Reflection;

namespace Audio2Face.Modkit.Abstractions.Tests;

public sealed class LimitsTests
{
    [Fact]
    public void The_printed_table_holds_every_limit_once_and_in_order()
    {
        IEnumerable<int> constants = typeof(Limits).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (int)field.GetRawConstantValue()!);
        Assert.Equal(constants, Limits.All.Select(limit => limit.Value));
        Assert.Equal(Limits.All.Count, Limits.All.Select(limit => limit.Thing).Distinct().Count());
    }

    [Fact]
    public void Limits_are_those_of_the_reliability_plan()
    {
        Assert.Contains(("audio: length of a clip", 30, "min"), Limits.All);
        Assert.Contains(("audio: decoded size of a clip", 500, "MiB"), Limits.All);
        Assert.Contains(("ffmpeg: time to start", 10, "s"), Limits.All);
        Assert.Contains(("profile: file size", 256, "KiB"), Limits.All);
        Assert.Contains(("profile: YAML events", 20_000, "events"), Limits.All);
    }
}
