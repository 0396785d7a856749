using System.Text;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Tests;

/// <summary>
/// A bundle whose network hands its input through: frame i holds the 40 samples from i x 40 on. What a stream must give is then
/// known without running anything.
/// </summary>
internal static class EchoNetwork
{
    public const int HopSamples = 40;
    public const int FrameRateHz = 400;
    public const int LookAheadSamples = 400;
    public const int LeftContextSamples = 800;

    public static string WriteBundle(string folder, string finalOperator = "Identity", string outputName = "blendshapes")
    {
        Directory.CreateDirectory(folder);
        Write(folder, "model.json", """{"networkInfoPath": "./network_info.json", "networkPath": "./network.onnx"}""");
        Write(folder, "network_info.json", JsonSerializer.Serialize(new
        {
            id = new { type = "blendshape", networkName = "echo", networkVersion = "1.0.0", licence = "MIT" },
            @params = new
            {
                sampleRateHz = 16000,
                frameRateHz = FrameRateHz,
                hopSamples = HopSamples,
                inputMultipleSamples = 80,
                lookAheadSamples = LookAheadSamples,
                leftContextSamples = LeftContextSamples,
                input = "audio",
                blendshapes = "blendshapes",
            },
            channels = ArkitChannels.Face.Take(HopSamples),
        }));
        using FileStream stream = File.Create(Path.Combine(folder, "network.onnx"));
        stream.Write(Onnx(finalOperator, outputName));
        return folder;
    }

    public static void Write(string folder, string name, string text)
    {
        using StreamWriter writer = new(Path.Combine(folder, name));
        writer.Write(text);
    }

    // onnx.proto3 field numbers: ModelProto ir_version 1, graph 7, opset_import 8; GraphProto node 1, name 2, initializer 5, input 11,
    // output 12; NodeProto input 1, output 2, op_type 4; TensorProto dims 1, data_type 2, int64_data 7, name 8.
    private static byte[] Onnx(string finalOperator, string outputName)
    {
        byte[] shape = [.. Varint(1, 3), .. Varint(2, 7), .. Varint(7, 1), .. Varint(7, ulong.MaxValue), .. Varint(7, HopSamples), .. Text(8, "shape")];
        byte[] reshape = [.. Text(1, "audio"), .. Text(1, "shape"), .. Text(2, "rows"), .. Text(4, "Reshape")];
        byte[] last = [.. Text(1, "rows"), .. Text(2, outputName), .. Text(4, finalOperator)];
        byte[] graph =
        [
            .. Bytes(1, reshape), .. Bytes(1, last), .. Text(2, "echo"), .. Bytes(5, shape),
            .. Bytes(11, Tensor("audio", Fixed(1), Free("samples"))),
            .. Bytes(12, Tensor(outputName, Fixed(1), Free("frames"), Fixed(HopSamples))),
        ];
        return [.. Varint(1, 8), .. Bytes(7, graph), .. Bytes(8, Varint(2, 15))];
    }

    private static byte[] Tensor(string name, params byte[][] dimensions)
    {
        byte[] shape = [.. dimensions.SelectMany(d => Bytes(1, d))];
        byte[] type = Bytes(1, [.. Varint(1, 1), .. Bytes(2, shape)]);
        return [.. Text(1, name), .. Bytes(2, type)];
    }

    private static byte[] Fixed(ulong size) => Varint(1, size);

    private static byte[] Free(string name) => Text(2, name);

    private static byte[] Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Bytes(int field, byte[] content) => [.. Raw((ulong)((field << 3) | 2)), .. Raw((ulong)content.Length), .. content];

    private static byte[] Varint(int field, ulong value) => [.. Raw((ulong)(field << 3)), .. Raw(value)];

    private static List<byte> Raw(ulong value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return bytes;
    }
}
