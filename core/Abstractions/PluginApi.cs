namespace Audio2Face.Modkit.Abstractions;

/// <summary>The version of the contract between host and plugins.</summary>
public static class PluginApi
{
    /// <summary>One integer, raised when a plugin built for the old number would no longer work.</summary>
    public const int Level = 1;
}
