using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Checks what a plugin says about its formats before anything relies on it.</summary>
internal static class FormatDescriptionCheck
{
    /// <exception cref="ModkitException">PLG14 and why.</exception>
    public static void Require(PluginManifest manifest, IReadOnlyList<FormatDescription> descriptions)
    {
        string? why = !descriptions.Select(description => description.Id).Order(StringComparer.Ordinal)
            .SequenceEqual(manifest.Formats.Order(StringComparer.Ordinal), StringComparer.Ordinal)
            ? "its formats are not those its manifest lists"
            : descriptions.Select(Fault).FirstOrDefault(fault => fault is not null);
        if (why is not null) throw new ModkitException(PluginIssues.BadDescription(manifest.Id, why));
    }

    private static string? Fault(FormatDescription description)
    {
        if (!FileExtension.IsValid(description.Extension)) return $"'{description.Extension}' is not a file extension";
        if (!(description.DefaultFrameRateFps > 0) || description.FrameRatesFps.Any(rate => !(rate > 0))) return "a frame rate is not above 0";
        if (description.FrameRatesFps.Count > 0 && !description.FrameRatesFps.Contains(description.DefaultFrameRateFps))
            return "the default frame rate is not among those it can hold";
        if (description.FixedChannels is not { } channels) return null;
        if (channels.Count == 0 || channels.Select(channel => channel.Name).Distinct(StringComparer.Ordinal).Count() != channels.Count)
            return "its channels are none or not unique";
        RigChannel wrong = channels.FirstOrDefault(c => !(c.Minimum < c.Maximum && c.Rest >= c.Minimum && c.Rest <= c.Maximum));
        return wrong.Name is null ? null : $"the range of channel '{wrong.Name}' does not fit its rest value";
    }
}
