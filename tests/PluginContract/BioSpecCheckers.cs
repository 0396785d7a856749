using System.Buffers.Binary;
using System.Text;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Strict readers of Bioware's and Interplay's files, written from their descriptions alone.</summary>
internal static class BioSpecCheckers
{
    private static readonly string[] _fxeChannels =
        ("Eat, If, Ox, Oat, Earth, Size, Church, Fave, Though, Bump, New, Told, Roar, Wet, Cage, "
        + "Orientation Head Pitch, Orientation Head Roll, Orientation Head Yaw, Gaze Eye Pitch, Gaze Eye Yaw, Emphasis Head Pitch, "
        + "Emphasis Head Roll, Emphasis Head Yaw, Eyebrow Raise, Blink").Split(", ");

    /// <summary>KotOR: size, magic, times from 0 to the length, one a moment, rest at the end.</summary>
    public static (float Length, (float Time, int Shape)[] Keys) Kotor(byte[] file)
    {
        using BinaryReader reader = new(new MemoryStream(file));
        Assert.Equal("LIP V1.0", Encoding.ASCII.GetString(reader.ReadBytes(8)));
        float length = reader.ReadSingle();
        (float Time, int Shape)[] keys = new (float, int)[reader.ReadInt32()];
        Assert.Equal(16 + (5 * keys.Length), file.Length);
        for (int i = 0; i < keys.Length; i++) keys[i] = (reader.ReadSingle(), reader.ReadByte());
        Assert.Equal(0, keys[0].Time);
        Assert.Equal((length, 0), keys[^1]);
        for (int i = 1; i < keys.Length; i++) Assert.True(keys[i].Time > keys[i - 1].Time);
        Assert.All(keys, key => Assert.InRange(key.Shape, 0, 15));
        return (length, keys);
    }

    /// <summary>Neverwinter Nights 2: every byte of the frame, the 25 channels by name; gives the keys of those that have any.</summary>
    public static Dictionary<string, (float Time, float Weight)[]> Fxe(byte[] file, string head, string label)
    {
        byte[] start =
        [
            .. "FACE"u8, .. I32(1500), .. Text("Obsidian Entertainment"), .. Text("evaluation only"), .. I16(1000), .. new byte[8], .. Text("exported"), .. I32(0),
            .. Text(head), .. I16(0), .. I32(0), .. Text("exported"), .. I32(0), .. Text(""), .. I32(0), .. Text(label),
            .. I16(3), .. I32(file.Length), .. I16(0), .. I16(25), .. new byte[8],
        ];
        Assert.Equal(start, file[..start.Length]);
        Assert.Equal(head, Encoding.ASCII.GetString(file, 91, head.Length)); // the text at 85 after 1 and its length
        Assert.Equal(file.Length, BitConverter.ToInt32(file, 133 + head.Length + label.Length));
        byte[] end = [0x0A, 0xD7, 0x23, 0x3E, 0xAE, 0x47, 0x61, 0x3E, .. I16(0), .. I32(0), .. Text(""), .. Text(""), .. I32(-1)];
        Assert.Equal(end, file[^end.Length..]);

        Dictionary<string, (float, float)[]> found = [];
        float[] before = [];
        using BinaryReader reader = new(new MemoryStream(file, start.Length, file.Length - start.Length - end.Length));
        foreach (string name in _fxeChannels)
        {
            Assert.Equal(Text(name), reader.ReadBytes(6 + name.Length));
            Assert.Equal(0, reader.ReadInt64());
            (float Time, float Weight)[] keys = new (float, float)[reader.ReadInt16()];
            Assert.Equal(0, reader.ReadInt32());
            for (int i = 0; i < keys.Length; i++)
            {
                keys[i] = (reader.ReadSingle(), reader.ReadSingle());
                Assert.Equal(new byte[10], reader.ReadBytes(10));
                Assert.Equal(MathF.Round(keys[i].Time * 1000), keys[i].Time * 1000, 0.01f);
                Assert.Equal(MathF.Round(keys[i].Weight * 100), keys[i].Weight * 100, 0.001f);
                if (i > 0) Assert.True(keys[i].Time > keys[i - 1].Time);
            }
            Assert.Equal(0, reader.ReadInt32());
            if (keys.Length == 0) continue;
            Assert.Empty(keys.Select(key => key.Time).Intersect(before));
            before = [.. keys.Select(key => key.Time)];
            found.Add(name, keys);
        }
        Assert.Equal(reader.BaseStream.Length, reader.BaseStream.Position);
        return found;
    }

    /// <summary>Fallout: big-endian header, canonical codes, markers on 4000-byte steps up to the end of the sound.</summary>
    public static (int Position, int Code)[] Fallout(byte[] file, string name, int audioBytes)
    {
        int codes = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20));
        byte[] header =
        [
            0, 0, 0, 2, 0, 0, 0x58, 0, .. new byte[8], .. Big(audioBytes), .. Big(codes), 0, 0, 0, 0, .. Big(codes + 1),
            .. Encoding.ASCII.GetBytes(name.PadRight(8, '\0')), .. "VOC\0"u8,
        ];
        Assert.Equal(header, file[..44]);
        Assert.Equal(44 + codes + (8 * (codes + 1)), file.Length);
        Assert.True(codes + 1 >= 6);
        Assert.Equal([0, 0, 0, 1, 0, 0, 0, 0], file[(44 + codes)..(52 + codes)]);
        (int Position, int Code)[] found = new (int, int)[codes];
        int before = -1;
        for (int i = 0; i <= codes; i++)
        {
            if (i > 0) Assert.Equal(0, BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(44 + codes + (8 * i))));
            int position = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(48 + codes + (8 * i)));
            Assert.True(position > before);
            before = position;
            if (i == codes) break;
            Assert.Contains(file[44 + i], (byte[])[0, 2, 19, 1, 23, 25, 17, 8, 9]);
            found[i] = (position, file[44 + i]);
        }
        Assert.Equal(audioBytes, before);
        return found;
    }

    private static byte[] I16(short value) => BitConverter.GetBytes(value);

    private static byte[] I32(int value) => BitConverter.GetBytes(value);

    private static byte[] Text(string text) => [.. I16(1), .. I32(text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Big(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
