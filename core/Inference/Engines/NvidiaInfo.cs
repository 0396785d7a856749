using Audio2Face.Modkit.Inference.Bundles;
using Audio2Face.Modkit.Inference.Bundles.Geometry;
using Audio2Face.Modkit.Inference.Networks;

namespace Audio2Face.Modkit.Inference.Engines;

/// <summary>What there is to say of NVIDIA's bundles, whose descriptions hold less than ours.</summary>
internal static class NvidiaInfo
{
    public static FaceModelInfo Of(BundleIndex index, OpenedNetwork network, double lookAheadSeconds, bool hasTongue, IReadOnlyList<string> identities, string? identity = null)
    {
        BundleJson? id = index.Info.Has("id") ? index.Info.Child("id") : null;
        return new FaceModelInfo
        {
            Name = id is { } named && named.Has("actor") ? named.Text("actor") : index.Files.DisplayName,
            Kind = index.Kind,
            Version = id is { } versioned && versioned.Has("version") ? versioned.Text("version") : "",
            Licence = index.ReadLicence(),
            LicenceText = index.ReadLicenceText(),
            Sha256 = network.Sha256,
            SizeBytes = network.SizeBytes,
            LookAheadSeconds = lookAheadSeconds,
            HasTongue = hasTongue,
            Identities = identities,
            Identity = identity,
            TakesExtras = false,
            Device = network.Device,
            Notes = network.Notes,
            ModelCard = index.ReadCard(),
        };
    }

    /// <summary>Adds what was set.</summary>
    public static FaceModelInfo With(this FaceModelInfo info, FaceGeometry face, FaceChoice choice) =>
        info with { FaceParameters = face.Settings.Values, Solver = choice.Solver, Notes = [.. info.Notes, .. choice.Notes] };
}
