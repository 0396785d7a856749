using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Benchmarks;

/// <summary>A profile that uses all there is: 160 channels of six terms, half of them with conditions, curves, every rule, every timing.</summary>
internal static class RichProfile
{
    private const int ChannelCount = 160, TermCount = 6;

    public static string Text()
    {
        StringBuilder text = new(
            """
            schema: 1
            id: benchmark.everything
            version: 1.0.0
            name: Everything
            authors: [Audio2Face Modkit]
            license: MIT
            target: {plugin: modkit.omniverse, format: a2f-json}
            timing: {lead_ms: 35, hold_ms: 60, smooth_ms: 80, settle_ms: 300}
            channels:

            """);
        for (int channel = 0; channel < ChannelCount; channel++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {{name: c{channel}, mix: {(channel % 3 == 0 ? "max" : "sum")}, curve: [[0, 0], [0.3, 0.1], [0.6, 0.7], [1, 1]], sources: [");
            for (int term = 0; term < TermCount; term++)
            {
                string source = term % 2 == 0 ? MouthSources.All[(channel + term) % MouthSources.All.Count] : ArkitChannels.Face[(channel + (7 * term)) % ArkitChannels.Face.Count];
                text.Append(CultureInfo.InvariantCulture, $"{{of: {source}, weight: 0.{term + 1}{(term % 2 == 0 ? ", when: {mouth.gap: [0.05, 0.3], mouth.seal: [1, 0]}" : "")}}}, ");
            }
            text.Append("]}\n");
        }
        text.Append("combine:\n");
        for (int group = 0; group < ChannelCount; group += 8)
        {
            string[] names = [.. Enumerable.Range(group, 8).Select(channel => string.Create(CultureInfo.InvariantCulture, $"c{channel}"))];
            text.Append(CultureInfo.InvariantCulture, $"  - {{lead: [{string.Join(", ", names)}], others: 0.5}}\n  - {{limit: [{string.Join(", ", names)}], to: 1}}\n");
            text.Append(CultureInfo.InvariantCulture, $"  - {{match: mouth.gap, with: {{{string.Join(", ", names.Select(name => name + ": 0.2"))}}}}}\n");
            text.Append(CultureInfo.InvariantCulture, $"  - {{fade: {names[0]}, by: {names[1]}}}\n  - {{reduce: {names[2]}, by: {names[3]}}}\n");
        }
        return text.ToString();
    }
}
