namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Does not fulfil the contract.</summary>
public sealed class NoPlugin;
