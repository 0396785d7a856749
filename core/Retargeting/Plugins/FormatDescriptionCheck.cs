using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Checks what a plugin says about its formats before anything relies on it.</summary>
internal static class FormatDescriptionCheck
{
    /// <exception cref="ModkitException">PLG14 and why.</exception>
    public static void Require(PluginIdentity plugin, PluginManifest manifest, IReadOnlyList<FormatDescription> descriptions)
    {
        string? why = !descriptions.Select(description => description.Id).Order(StringComparer.Ordinal)
            .SequenceEqual(manifest.Formats.Order(StringComparer.Ordinal), StringComparer.Ordinal)
            ? "its formats are not those its manifest lists"
            : descriptions.Select(Fault).FirstOrDefault(fault => fault is not null);
        if (why is not null) throw new ModkitException(PluginIssues.BadDescription(plugin, why));
    }

    private static string? Fault(FormatDescription description)
    {
        if (!FileExtension.IsValid(description.Extension)) return $"'{description.Extension}' is not a file extension";
        if (!(description.DefaultFrameRateFps > 0) || description.FrameRatesFps.Any(rate => !(rate > 0))) return "a frame rate is not above 0";
        if (description.FrameRatesFps.Count > 0 && !description.FrameRatesFps.Contains(description.DefaultFrameRateFps))
            return "the default frame rate is not among those it can hold";
        if (description.KeyTolerance is { } tolerance && !(tolerance > 0 && tolerance <= 1)) return "the tolerance of its keys is not above 0 and at most 1";
        if (description.VoiceSampleRatesHz.Any(rate => rate is < Limits.LowestSampleRateHz or > Limits.HighestSampleRateHz)) return "a sample rate of the voice is out of range";
        if (description.MeshExtensions.Any(extension => !FileExtension.IsValid(extension))) return "an extension of character files is none";
        if (description.Options.Select(option => option.Name).Distinct(StringComparer.Ordinal).Count() != description.Options.Count) return "two settings have the same name";
        if (description.Shapes is { MinimumHoldSeconds: not >= 0 } hasty) return FormattableString.Invariant($"the shortest time of a shape is {hasty.MinimumHoldSeconds} s; it must be 0 or more");
        if (description.Shapes is { } shapes && description.FixedChannels?.Any(channel => channel.Name == shapes.RestShape) == false)
            return $"the shape at rest, '{PrintableText.Show(shapes.RestShape)}', is not among its channels";
        if (description.FixedChannels is not { } channels) return null;
        if (channels.Count == 0 || channels.Select(channel => channel.Name).Distinct(StringComparer.Ordinal).Count() != channels.Count)
            return "its channels are none or not unique";
        RigChannel wrong = channels.FirstOrDefault(c => !(c.Minimum < c.Maximum && c.Rest >= c.Minimum && c.Rest <= c.Maximum));
        return wrong.Name is null ? null : $"the range of channel '{wrong.Name}' does not fit its rest value";
    }
}
