namespace Audio2Face.Modkit.Pipeline;

/// <summary>Where things stand in a ZIP file (PKWARE APPNOTE 6.3.10, sections 4.3 and 4.4); all numbers are little-endian.</summary>
internal static class ArchiveLayout
{
    public const uint LocalSignature = 0x04034B50, CentralSignature = 0x02014B50, EndSignature = 0x06054B50, End64Signature = 0x06064B50, Locator64Signature = 0x07064B50;

    public const int LocalLength = 30, CentralLength = 46, EndLength = 22, End64Length = 56, Locator64Length = 20, LongestComment = ushort.MaxValue;

    /// <summary>In the place of a number that stands in the ZIP64 record instead.</summary>
    public const uint Elsewhere32 = uint.MaxValue;
    public const ushort Elsewhere16 = ushort.MaxValue;

    public const ushort Zip64Extra = 1;

    public const ushort Stored = 0, Deflated = 8;

    public const int EncryptedFlag = 1, Utf8Flag = 1 << 11;

    /// <summary>Maker of the entry, and the kind of file in the upper half of its attributes (stat's S_IFMT).</summary>
    public const int UnixMaker = 3;
    public const uint UnixKind = 0xF000, UnixPlainFile = 0x8000;

    /// <summary>Bytes 128 to 255 of names without <see cref="Utf8Flag"/>: code page 437.</summary>
    public const string UpperHalf =
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0";
}
