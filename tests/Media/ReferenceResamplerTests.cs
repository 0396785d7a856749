using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Media.Tests;

/// <summary>
/// NVIDIA's reference resamples with rounded ratios, which stretch time by up to 0.05 %, and with a shorter filter. Ours does neither, so only
/// length and alignment are compared.
/// </summary>
public sealed partial class ReferenceResamplerTests
{
    [SkippableTheory]
    [InlineData(8000)]
    [InlineData(11025)]
    [InlineData(16000)]
    [InlineData(22050)]
    [InlineData(24000)]
    [InlineData(32000)]
    [InlineData(44100)]
    [InlineData(48000)]
    [InlineData(96000)]
    public void Length_and_alignment_are_those_of_the_reference(int rateHz)
    {
        string folder = Path.Combine(Environment.GetEnvironmentVariable("MODKIT_GOLDEN") ?? TestPaths.RequireShared("golden", "sdk"), $"resample_{rateHz}_to_16000");
        Skip.IfNot(Directory.Exists(folder), "this golden set lacks the case");
        float[] source = ReadArray(Path.Combine(folder, "audio.npy"));
        float[] reference = ReadArray(Path.Combine(folder, "output.npy"));

        Resampler resampler = new(new ResamplerFilter(rateHz), source.Length);
        resampler.Push(source);
        float[] output = new float[(2 * source.Length) + 10];
        int count = resampler.Pull(output);
        resampler.Complete();
        count += resampler.Pull(output.AsSpan(count));

        Assert.InRange(count, (int)(reference.Length * 0.999) - 1, (int)(reference.Length * 1.001) + 1);
        // Over the first part the stretch is below half a sample.
        int compared = Math.Min(count, 800);
        Assert.True(Correlation.Best(output[..compared], reference[..compared], maximumShift: 20, out int shift) > 0.9);
        Assert.Equal(0, shift);
    }

    /// <summary>A one-dimensional little-endian float32 array in NumPy's format 1.</summary>
    private static float[] ReadArray(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int headerLength = BitConverter.ToUInt16(bytes, 8);
        string header = Encoding.ASCII.GetString(bytes, 10, headerLength);
        Assert.Contains("'<f4'", header, StringComparison.Ordinal);
        float[] values = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(10 + headerLength)).ToArray();
        Assert.Equal(int.Parse(Shape().Match(header).Groups[1].Value, CultureInfo.InvariantCulture), values.Length);
        return values;
    }

    [GeneratedRegex(@"'shape': \((\d+),\)")]
    private static partial Regex Shape();
}
