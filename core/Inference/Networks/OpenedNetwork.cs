using System.Security.Cryptography;
using Audio2Face.Modkit.Inference.Bundles;
using Microsoft.ML.OnnxRuntime;

namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>A network that ONNX Runtime has opened, and what there is to say about that.</summary>
/// <param name="Session">To be disposed by the owner.</param>
/// <param name="Sha256">Of the file, lower-case hexadecimal.</param>
/// <param name="SizeBytes">Of the file.</param>
/// <param name="Device">The device in use.</param>
/// <param name="Notes">What the user should know about the choice of device.</param>
internal sealed record OpenedNetwork(InferenceSession Session, string Sha256, long SizeBytes, string Device, IReadOnlyList<string> Notes)
{
    /// <param name="network">The ONNX file's bytes.</param>
    /// <param name="files">The bundle it is of.</param>
    /// <param name="options">Device and threads.</param>
    /// <exception cref="Abstractions.ModkitException">The device asked for does not work, or the network is broken.</exception>
    public static OpenedNetwork Open(byte[] network, BundleFiles files, FaceModelOptions options)
    {
        // A blendshape network is so small that moving it to a graphics card costs more than it saves; NVIDIA's were not tried on one yet.
        InferenceSession session = ExecutionProviders.OpenSession(network, files.DisplayName, options, [], out string device, out IReadOnlyList<string> notes);
        return new OpenedNetwork(session, Convert.ToHexStringLower(SHA256.HashData(network)), network.LongLength, device, notes);
    }

    /// <summary>Tries whether the network is what its bundle says; when it is not, the session is given back.</summary>
    /// <param name="check">Throws when it is not.</param>
    public void Check(Action<InferenceSession> check)
    {
        try
        {
            check(Session);
        }
        catch
        {
            Session.Dispose();
            throw;
        }
    }
}
