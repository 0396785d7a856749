namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>An input or output of a network: floats in a buffer that stays.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Values">The buffer, exactly as long as the shape asks for.</param>
/// <param name="Shape">Its dimensions.</param>
internal readonly record struct NetworkTensor(string Name, Memory<float> Values, long[] Shape);
