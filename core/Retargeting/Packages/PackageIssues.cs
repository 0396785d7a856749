using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Everything that can be wrong with packages, their folder and indexes, one factory per code.</summary>
internal static class PackageIssues
{
    public static Issue OverLimit(string place, string what) => Issue.Error("PAK01", place,
        $"The package goes beyond a limit: {what}.", "'a2f limits' lists the limits; a package holds one profile and a few small files.");

    public static Issue NotAPackage(string place, string why) => Issue.Error("PAK02", place,
        $"This is not a sound package: {why}.", "Get it again; packages are made by 'a2f profile pack'.");

    public static Issue BadName(string place, string name) => Issue.Error("PAK03", place,
        $"The entry '{PrintableText.Show(name)}' has a name that is not allowed.", "Do not use this package; names are letters, digits, '.', '-' and '_', with '/' between folders.");

    public static Issue Foreign(string place, string name, string why) => Issue.Error("PAK04", place,
        $"'{PrintableText.Show(name)}' does not belong into a package: {why}.", "A package holds profile.yaml, README.md, LICENSE, preview.png and up to three WAV files in clips/.");

    public static Issue WrongSums(string place, string what) => Issue.Error("PAK05", place,
        $"The package does not agree with its SHA256SUMS: {what}.", "Get it again; it was changed or damaged after it was made.");

    public static Issue NoProfile(string place) => Issue.Error("PAK06", place,
        "The package has no profile.yaml.", "Packages are made by 'a2f profile pack'.");

    public static Issue OtherContent(string place, string installed, string packed) => Issue.Error("PAK07", place,
        $"This version is installed with another content ({installed}, not {packed}); it is not replaced.",
        "Ask the author for a new version number, or remove the installed folder yourself.");

    public static Issue NotInstallable(string place, string why) => Issue.Error("PAK08", place,
        $"The profile cannot be installed: {why}.", "Nothing was changed. Look at the folder, or give another one with --profiles.");

    public static Issue NotAnIndex(string place, string why) => Issue.Error("PAK09", place,
        $"The index cannot be used: {why}.", "Get it again; indexes are made by 'a2f profile index build'.");

    public static Issue NotInIndex(string place, string what) => Issue.Error("PAK10", place,
        $"The index does not vouch for it: {what}.", "Get package and index again from the same place.");

    public static Issue Blocked(string place, string reason) => Issue.Error("PAK11", place,
        $"The index blocks this package: {PrintableText.Show(reason)}.", "Do not use it; look for a newer version.");

    public static Issue NotAFile(string place, string url) => Issue.Error("PAK12", place,
        $"'{PrintableText.Show(url)}' is not a file beside the index, and this program fetches nothing.", "Download the package yourself and give its file.");

    public static Issue NotShareable(string place, string why) => Issue.Error("PAK13", place,
        $"This cannot be shared: {why}.", "Mend it and pack again.");
}
