namespace Audio2Face.Modkit.Pipeline;

/// <summary>What was opened of a line ahead of its turn; nothing where that gains nothing.</summary>
/// <param name="File">The recording, or null.</param>
/// <param name="Opened">What was opened of it.</param>
/// <param name="Stamp">The recording's state before it was read.</param>
internal sealed record ReadyLine(SourceFile? File, OpenedRecording Opened, SourceStamp Stamp) : IAsyncDisposable
{
    public static ReadyLine Nothing { get; } = new(null, OpenedRecording.Nothing, default);

    /// <summary>This, or nothing when the recording is another by now than the one that was read.</summary>
    public ReadyLine As(LedgerEntry entry) => Stamp == new SourceStamp(entry.InputBytes, entry.InputModifiedTicks) ? this : Nothing;

    public async ValueTask DisposeAsync()
    {
        await Opened.DisposeAsync().ConfigureAwait(false);
        if (File is not null) await File.DisposeAsync().ConfigureAwait(false);
    }
}
