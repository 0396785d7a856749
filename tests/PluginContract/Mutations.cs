using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Feeds a reader with broken copies of a sound file: each must give a sound track or an issue, with little memory.</summary>
internal static class Mutations
{
    private const int UsualCount = 20_000;
    private const long MostBytesEach = 64L << 20;

    /// <summary>Set <c>MODKIT_MUTATIONS</c> for another count.</summary>
    public static void Run(byte[] seed, Func<Stream, RigTrack> read)
    {
        string? wanted = Environment.GetEnvironmentVariable("MODKIT_MUTATIONS");
        int count = wanted is null ? UsualCount : int.Parse(wanted, CultureInfo.InvariantCulture);
        Random random = new(20261121);
        int sound = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] file = Mutate(seed, random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                RigTrack track = read(new MemoryStream(file));
                Assert.Equal(track.Curves.Channels, track.Channels.Select(channel => channel.Name));
                foreach (float value in track.Curves.Values) Assert.True(float.IsFinite(value));
                sound++;
            }
            catch (ModkitException exception)
            {
                Assert.NotEmpty(exception.Issues);
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytesEach);
        }
        // If every file or none survived, the mutations would test nothing.
        Assert.InRange(sound, count / 100, count - (count / 10));
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        List<byte> file = [.. seed];
        int edits = random.Next(1, 5);
        for (int i = 0; i < edits && file.Count > 0; i++)
        {
            int at = random.Next(file.Count);
            switch (random.Next(5))
            {
                case 0: file[at] = (byte)random.Next(256); break;
                case 1: file[at] = seed[random.Next(seed.Length)]; break;
                case 2: file.Insert(at, (byte)"0123456789.,:-eE[]{}\"\n"[random.Next(22)]); break;
                case 3: file.RemoveRange(at, Math.Min(random.Next(1, 30), file.Count - at)); break;
                default:
                    int from = random.Next(seed.Length);
                    file.InsertRange(at, seed[from..Math.Min(seed.Length, from + random.Next(1, 60))]);
                    break;
            }
        }
        return [.. file];
    }
}
