using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Follows <c>based_on</c> from profile to profile.</summary>
public static class ProfileLineage
{
    private const int LongestLineage = 64;

    /// <summary>A profile's ancestors, nearest first; each with its profile where one of the library has its id.</summary>
    /// <param name="profile">The profile to begin with.</param>
    /// <param name="known">The profiles there are.</param>
    /// <param name="place">What to call the profile in an issue.</param>
    /// <exception cref="ModkitException">PRO23: the lineage comes back to a profile it has been at.</exception>
    public static IReadOnlyList<(ProfileOrigin Origin, Profile? Profile)> Of(Profile profile, IReadOnlyList<Profile> known, string place)
    {
        ArgumentNullException.ThrowIfNull(profile);
        List<(ProfileOrigin, Profile?)> ancestors = [];
        List<string> ids = [profile.Id];
        for (ProfileOrigin? origin = profile.BasedOn; origin is not null && ids.Count < LongestLineage;)
        {
            bool isCircle = ids.Contains(origin.Id, StringComparer.Ordinal);
            ids.Add(origin.Id);
            if (isCircle) throw new ModkitException(ProfileIssues.CircularLineage(place, ids));
            Profile? ancestor = Best(origin, known);
            ancestors.Add((origin, ancestor));
            origin = ancestor?.BasedOn;
        }
        return ancestors;
    }

    /// <summary>The very profile that is meant, or else one of its id.</summary>
    private static Profile? Best(ProfileOrigin origin, IReadOnlyList<Profile> known) =>
        known.FirstOrDefault(profile => profile.SharedSha256 == origin.Sha256) ?? known.FirstOrDefault(profile => profile.Id == origin.Id);
}
