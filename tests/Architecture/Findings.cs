namespace Audio2Face.Modkit.Architecture.Tests;

/// <summary>What a rule found; the whole list is shown, for each line is to be mended.</summary>
internal static class Findings
{
    public static void None(IEnumerable<string> findings)
    {
        string[] all = [.. findings];
        Assert.True(all.Length == 0, string.Join("\n", all.Prepend($"{all.Length} found:")));
    }

    public static void None(IEnumerable<Project> projects) => None(projects.Select(project => project.Path));
}
