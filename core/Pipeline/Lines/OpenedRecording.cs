using Audio2Face.Modkit.Media;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>What was opened of a recording ahead of its turn.</summary>
/// <param name="Sound">Its sound, or null.</param>
/// <param name="Voice">Its voice for the game's file, or null.</param>
public sealed record OpenedRecording(AudioStream? Sound, PreparedWave? Voice) : IAsyncDisposable
{
    /// <summary>Nothing was opened.</summary>
    public static OpenedRecording Nothing { get; } = new(null, null);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Voice?.Dispose();
        return Sound?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
