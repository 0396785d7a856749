namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>A second reader of Bethesda lip files, written from their description alone: strict, slow and without a line of ours.</summary>
internal sealed class BethesdaSpecDecoder
{
    private static readonly string[] _sixteen = "Aah, BigAah, BMP, ChJSh, DST, Eee, Eh, FV, I, K, N, Oh, OohQ, R, Th, W".Split(", ");

    private static readonly string[] _fortyThree =
        ("IY IH EH EY AE AA AW AY AH AO OY OW UH UW ER AX S SH Z ZH F TH V DH M N NG L R W Y HH B D JH G P T K CH SIL SHORTSIL FLAP").Split(' ');

    private static readonly string[] _seventeen =
        ("BlinkLeft, BlinkRight, BrowDownLeft, BrowDownRight, BrowInLeft, BrowInRight, BrowUpLeft, BrowUpRight, LookDown, LookLeft, LookRight, "
        + "LookUp, SquintLeft, SquintRight, HeadPitch, HeadRoll, HeadYaw").Split(", ");

    private readonly Queue<byte> _body = new();

    private BethesdaSpecDecoder(byte[] file)
    {
        BinaryReader reader = new(new MemoryStream(file));
        Assert.Equal(1u, reader.ReadUInt32());
        uint size = reader.ReadUInt32();
        Flags = reader.ReadUInt32();
        Assert.Contains(Flags, (uint[])[1, 13]);
        int lastRun = 0;
        while (reader.BaseStream.Position < file.Length)
        {
            byte value = reader.ReadByte();
            if (value != 0)
            {
                _body.Enqueue(value);
                lastRun = 0;
                continue;
            }
            // Runs are as long as can be: only a full one may be followed by another.
            Assert.Contains(lastRun, (int[])[0, 65535]);
            lastRun = reader.ReadUInt16();
            Assert.NotEqual(0, lastRun);
            for (int i = 0; i < lastRun; i++) _body.Enqueue(0);
        }
        Assert.Equal(_body.Count + 16u, size);

        int rows = Int();
        StartFrame = Int();
        int targets = Flags == 13 ? Int() : 16;
        Names = [.. targets == 43 ? _fortyThree : _sixteen, .. _seventeen];
        Assert.Equal(targets + 17, Names.Length);
        Assert.Equal(Flags == 1 ? (132 * rows) + 24 : targets == 16 ? (132 * rows) + 28 : (240 * rows) + 28, (int)size);
        Rows = new float[rows, Names.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < Names.Length; i++) Rows[row, i] = BitConverter.Int32BitsToSingle(Int());
        }
        Assert.Empty(_body);
    }

    public uint Flags { get; }

    public int StartFrame { get; }

    public string[] Names { get; }

    public float[,] Rows { get; }

    public static BethesdaSpecDecoder Decode(byte[] file) => new(file);

    private int Int() => _body.Dequeue() | (_body.Dequeue() << 8) | (_body.Dequeue() << 16) | (_body.Dequeue() << 24);
}
