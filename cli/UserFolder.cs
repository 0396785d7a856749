namespace Audio2Face.Modkit.Cli;

/// <summary>Where a user's own things lie: plugins installed for this user, and which of them are trusted.</summary>
internal static class UserFolder
{
    /// <summary>Names another folder.</summary>
    public const string Variable = "A2F_DATA";

    /// <summary>The folder, which need not exist, or null for a user who has none.</summary>
    public static string? Path
    {
        get
        {
            string? chosen = Environment.GetEnvironmentVariable(Variable);
            if (!string.IsNullOrEmpty(chosen)) return System.IO.Path.GetFullPath(chosen);
            string data = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            return data.Length == 0 ? null : System.IO.Path.Combine(data, "audio2face-modkit");
        }
    }
}
