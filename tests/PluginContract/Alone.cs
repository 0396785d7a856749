namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Tests that measure the whole process: no others run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
