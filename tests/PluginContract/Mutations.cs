using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Feeds a reader with broken copies of a sound file: each must give a sound track or an issue, with little memory.</summary>
internal static class Mutations
{
    private const int UsualCount = 20_000;
    private const long MostBytesEach = 64L << 20;

    /// <summary>Set <c>MODKIT_MUTATIONS</c> for another count.</summary>
    public static void Run(byte[] seed, Func<Stream, RigTrack> read)
    {
        int count = Damage.Count(UsualCount);
        Random random = new(20261121);
        int sound = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] file = Damage.Of(seed, random);
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
}
