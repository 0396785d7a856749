using System.Text;

namespace Audio2Face.Modkit.Inference.Bundles;

/// <summary>
/// Looks into an ONNX file before ONNX Runtime does: weights may lie in other files, whose paths a hostile model chooses. Walks the protobuf
/// messages that can hold a tensor (field numbers: onnx.proto) and refuses what it cannot follow.
/// </summary>
internal static class OnnxFile
{
    private const int DeepestNesting = 100;

    private enum Message
    {
        None,
        Model,
        Graph,
        Node,
        Attribute,
        Tensor,
        SparseTensor,
        Function,
        Training,
        ExternalEntry,
    }

    /// <summary>Refuses a network whose weights lie elsewhere.</summary>
    /// <param name="network">The file.</param>
    /// <param name="place">Its name.</param>
    /// <param name="files">The bundle it is of.</param>
    /// <exception cref="Abstractions.ModkitException">MOD04: they lie outside the bundle. MOD07: they lie beside the network, or the file is broken.</exception>
    public static void RefuseExternalData(ReadOnlySpan<byte> network, string place, BundleFiles files)
    {
        string? path = null;
        if (!TryFind(network, Message.Model, 0, ref path)) throw InferenceIssues.BrokenNetwork(place, "it is no ONNX file, or is cut short.");
        if (path is null) return;
        // Throws MOD04 for a path that leaves the bundle.
        files.Contains(path);
        throw InferenceIssues.BrokenNetwork(place, $"its weights lie in a file of their own, '{path}', and only networks of one file are read.");
    }

    /// <returns>False when the message is broken. The path is set when a tensor names another file.</returns>
    private static bool TryFind(ReadOnlySpan<byte> message, Message type, int depth, ref string? path)
    {
        if (depth > DeepestNesting) return false;
        bool isLocation = false;
        ReadOnlySpan<byte> value = default;
        while (!message.IsEmpty)
        {
            if (!TryReadNumber(ref message, out ulong tag)) return false;
            int field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    if (!TryReadNumber(ref message, out _)) return false;
                    break;
                case 1:
                    if (!TrySkip(ref message, 8)) return false;
                    break;
                case 5:
                    if (!TrySkip(ref message, 4)) return false;
                    break;
                case 2:
                    if (!TryReadNumber(ref message, out ulong length) || length > (ulong)message.Length) return false;
                    ReadOnlySpan<byte> content = message[..(int)length];
                    message = message[(int)length..];
                    if (type == Message.ExternalEntry && field == 1) isLocation = content.SequenceEqual("location"u8);
                    if (type == Message.ExternalEntry && field == 2) value = content;
                    Message inner = Inner(type, field);
                    if (inner != Message.None && !TryFind(content, inner, depth + 1, ref path)) return false;
                    break;
                default:
                    return false;
            }
        }
        if (isLocation) path ??= Encoding.UTF8.GetString(value);
        return true;
    }

    private static Message Inner(Message type, int field) => (type, field) switch
    {
        (Message.Model, 7) => Message.Graph,
        (Message.Model, 20) => Message.Training,
        (Message.Model, 25) => Message.Function,
        (Message.Graph, 1) or (Message.Function, 7) => Message.Node,
        (Message.Graph, 5) => Message.Tensor,
        (Message.Graph, 15) => Message.SparseTensor,
        (Message.Training, 1 or 2) => Message.Graph,
        (Message.Node, 5) or (Message.Function, 11) => Message.Attribute,
        (Message.Attribute, 5 or 10) => Message.Tensor,
        (Message.Attribute, 6 or 11) => Message.Graph,
        (Message.Attribute, 22 or 23) => Message.SparseTensor,
        (Message.SparseTensor, 1 or 2) => Message.Tensor,
        (Message.Tensor, 13) => Message.ExternalEntry,
        _ => Message.None,
    };

    private static bool TrySkip(ref ReadOnlySpan<byte> bytes, int count)
    {
        if (bytes.Length < count) return false;
        bytes = bytes[count..];
        return true;
    }

    private static bool TryReadNumber(ref ReadOnlySpan<byte> bytes, out ulong number)
    {
        number = 0;
        for (int i = 0; i < Math.Min(10, bytes.Length); i++)
        {
            number |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] >= 0x80) continue;
            bytes = bytes[(i + 1)..];
            return true;
        }
        return false;
    }
}
