using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Unity;

/// <summary>Animation clips of the Unity engine.</summary>
public sealed class UnityPlugin : IFormatPlugin
{
    /// <inheritdoc/>
    public IReadOnlyList<IRigFormat> Formats { get; } = [new UnityAnimFormat()];
}
