namespace Audio2Face.Modkit.Retargeting;

/// <summary>Layout of ZIP files, from PKWARE's APPNOTE 6.3.10; little endian throughout.</summary>
internal static class ZipFormat
{
    public const uint LocalSignature = 0x04034B50, CentralSignature = 0x02014B50, EndSignature = 0x06054B50;
    public const int LocalLength = 30, CentralLength = 46, EndLength = 22;
    public const ushort Stored = 0, Deflated = 8;

    /// <summary>Flag bit 3: check sum and sizes follow the data and are 0 in the local header.</summary>
    public const ushort SizesFollow = 1 << 3;

    /// <summary>Flag bits that change nothing here: deflate options, sizes after the data, UTF-8 names.</summary>
    public const ushort HarmlessFlags = 0b110 | SizesFollow | Utf8Names;

    /// <summary>Flag bit 11: names are UTF-8.</summary>
    public const ushort Utf8Names = 1 << 11;

    /// <summary>Version 2.0: deflate and folders.</summary>
    public const ushort Version = 20;

    /// <summary>ZIP64, version 4.5: its end record, the record that locates it, and the extra field of an entry that begins beyond 4 GiB.</summary>
    public const ushort Version64 = 45;
    public const uint End64Signature = 0x06064B50, Locator64Signature = 0x07064B50;
    public const ushort Extra64 = 1;
    public const int Extra64Length = 12;

    /// <summary>Upper byte of 'version made by' on systems whose file modes stand in the upper half of the external attributes.</summary>
    public const int Unix = 3;

    /// <summary>The kind of file in a Unix mode, and the kind that is a plain file.</summary>
    public const uint ModeKind = 0xF000, PlainFile = 0x8000;

    /// <summary>Folder (0x10), device (0x40) and reparse point (0x400) among DOS and Windows attributes.</summary>
    public const uint SpecialAttributes = 0x450;
}
