namespace Audio2Face.Modkit.Inference.Bundles;

/// <summary>An output of a blendshape network, float [batch, frames, channels].</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="ChannelCount">Its columns.</param>
internal readonly record struct NetworkOutput(string Name, int ChannelCount);
