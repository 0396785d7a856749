namespace Audio2Face.Modkit.Retargeting;

/// <summary>Where a user's installed profiles lie.</summary>
public static class ProfileFolders
{
    /// <summary>Environment variable that names another folder.</summary>
    public const string Variable = "A2F_PROFILES";

    /// <summary>
    /// The folder named by <see cref="Variable"/>, or else <c>audio2face-modkit/profiles</c> in the user's folder for data:
    /// <c>~/.local/share</c> (or XDG_DATA_HOME) on Linux, <c>~/Library/Application Support</c> on macOS, <c>%LOCALAPPDATA%</c> on Windows.
    /// </summary>
    public static string OfUser()
    {
        string? named = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named)) return named;
        string data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        // A system account may have no such folder at all; then nothing is installed.
        return Path.Combine(data.Length > 0 ? data : Path.GetTempPath(), "audio2face-modkit", "profiles");
    }
}
