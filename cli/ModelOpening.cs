using Audio2Face.Modkit.Inference;

namespace Audio2Face.Modkit.Cli;

/// <summary>A model that is opened while something else is done: nothing else takes as long before a line begins.</summary>
internal sealed class ModelOpening(string? model, string? device, FaceModelOptions? options = null) : IAsyncDisposable
{
    /// <summary>The model; disposed with this object.</summary>
    public Task<FaceModel> Model { get; } = Task.Run(() => Workbench.OpenModel(model, device, options));

    /// <summary>Waits until the model is open and closes it: a program that ends while ONNX Runtime starts on another thread crashes.</summary>
    public async ValueTask DisposeAsync()
    {
        await ((Task)Model).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Model.IsCompletedSuccessfully) (await Model).Dispose();
    }
}
