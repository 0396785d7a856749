namespace Audio2Face.Modkit.Pipeline;

/// <summary>What tells cheaply whether a recording may have changed: it has not while both numbers are the same.</summary>
/// <param name="LengthBytes">Size of the recording, unpacked.</param>
/// <param name="ModifiedTicks">
/// When the file was last changed, in ticks of UTC. For a recording inside an archive its check sum (CRC-32) instead: an archive that is
/// packed anew, or copied, leaves the recordings in it as they were.
/// </param>
public readonly record struct SourceStamp(long LengthBytes, long ModifiedTicks);
