namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>A type of a plugin that something outside gets to know.</summary>
public sealed record LeakedData(int Value);
