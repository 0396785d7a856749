namespace Audio2Face.Modkit.Retargeting;

/// <summary>Packages an index warns of: one by its hash, or a profile up to a version.</summary>
/// <param name="Sha256">SHA-256 of the package, or empty.</param>
/// <param name="Id">Id of the profile, or empty.</param>
/// <param name="Version">That version and all older ones; meaningful with an id.</param>
/// <param name="Reason">Why, one line.</param>
public sealed record BlockedPackage(string Sha256, string Id, SemanticVersion Version, string Reason)
{
    /// <summary>Whether it is about a package.</summary>
    public bool Concerns(string id, SemanticVersion version, string sha256) =>
        Sha256.Length > 0 ? Sha256 == sha256 : Id == id && version <= Version;
}
