using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Media;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Turns what the user names for a batch into recordings.</summary>
public static class BatchInputs
{
    /// <summary>Finds every recording; none is decoded.</summary>
    /// <param name="inputs">
    /// Files; folders, searched to the bottom without hidden files; zip archives, and recordings, folders or patterns in one
    /// (<c>voices.zip/npc</c>); patterns with <c>*</c>, <c>?</c> and <c>**</c> in any part.
    /// </param>
    /// <param name="options">How it looks.</param>
    /// <param name="media">Tells how many sounds a video has.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>In the ordinal order of their names, the same on every system. What cannot be searched is a source with an obstacle.</returns>
    /// <exception cref="ModkitException">
    /// INP01, INP02, INP10 to INP13, INP16: everything wrong with the names and the manifest at once; INP04: more than <see cref="Limits.BatchItems"/>.
    /// </exception>
    public static async Task<IReadOnlyList<BatchSource>> FindAsync(IReadOnlyList<string> inputs, BatchInputOptions options, MediaReader media, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(media);
        if (inputs.Count == 0 && options.ManifestPath is null) throw new ModkitException(InputIssues.NothingNamed());
        List<Issue> issues = [];
        List<BatchSource> listed = options.ManifestPath is { } manifest ? Gather(() => Manifest.Read(manifest, options.OutputFolder, cancellation), issues) : [];
        SourceLocator locator = new(baseFolder: null, options.OutputFolder, cancellation);
        Dictionary<(string, string?, string?), BatchSource> found = [];
        foreach (string input in inputs)
        {
            LocatedSources located = locator.Find(input);
            if (located.Problem is not null) issues.Add(located.Problem);
            foreach (BatchSource source in located.Sources) found.TryAdd(KeyOf(source), source);
            if (found.Count > Limits.BatchItems) throw new ModkitException(InputIssues.TooMany(input));
        }
        if (issues.Count > 0) throw new ModkitException(issues);
        List<BatchSource> sources = Join(listed, found);
        if (sources.Count > Limits.BatchItems) throw new ModkitException(InputIssues.TooMany(sources[^1].Name));
        if (options.AudioStream is null) sources = await new VideoSounds(media).SplitAsync(sources, cancellation).ConfigureAwait(false);
        sources.Sort(Compare);
        return sources;
    }

    /// <summary>The manifest says more about a recording than the folder it lies in; that folder, when it is named too, says what the recording is called.</summary>
    private static List<BatchSource> Join(List<BatchSource> listed, Dictionary<(string, string?, string?), BatchSource> found)
    {
        HashSet<(string, string?, string?)> keys = [.. listed.Select(KeyOf)];
        return
        [
            .. listed.Select(source => found.TryGetValue(KeyOf(source), out BatchSource? same) ? source with { Name = same.Name } : source),
            .. found.Values.Where(source => !keys.Contains(KeyOf(source))),
        ];
    }

    private static List<BatchSource> Gather(Func<List<BatchSource>> read, List<Issue> issues)
    {
        try
        {
            return read();
        }
        catch (ModkitException exception)
        {
            issues.AddRange(exception.Issues);
            return [];
        }
    }

    /// <summary>What makes two sources the same; what stands in the way of two may differ.</summary>
    private static (string, string?, string?) KeyOf(BatchSource source) => (source.Path, source.Entry, source.Obstacle?.Text);

    private static int Compare(BatchSource left, BatchSource right)
    {
        int order = string.CompareOrdinal(left.Name, right.Name);
        if (order == 0) order = string.CompareOrdinal(left.Path, right.Path);
        if (order == 0) order = string.CompareOrdinal(left.Entry, right.Entry);
        if (order == 0) order = Nullable.Compare(left.AudioStream, right.AudioStream);
        return order != 0 ? order : string.CompareOrdinal(left.Output, right.Output);
    }
}
