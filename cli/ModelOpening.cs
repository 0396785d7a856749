using Audio2Face.Modkit.Inference;

namespace Audio2Face.Modkit.Cli;

/// <summary>A model that is opened while something else is done: nothing else takes as long before a line begins.</summary>
internal sealed class ModelOpening(string? folder, string? device) : IDisposable
{
    /// <summary>The model; disposed with this object.</summary>
    public Task<FaceModel> Model { get; } = Task.Run(() => Workbench.OpenModel(folder, device));

    /// <summary>Closes the model, or leaves that for the moment it is open.</summary>
    public void Dispose() => Model.ContinueWith(static opened => opened.Result.Dispose(), CancellationToken.None,
        TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
