namespace Audio2Face.Modkit.Plugins.Interchange.Gltf;

/// <summary>Typed numbers inside a view.</summary>
internal sealed record GltfAccessor(int View, int OffsetBytes, int ComponentType, int Count, string Type, float[]? Minimum, float[]? Maximum)
{
    public const int SignedByte = 5120;
    public const int UnsignedByte = 5121;
    public const int SignedShort = 5122;
    public const int UnsignedShort = 5123;
    public const int UnsignedInt = 5125;
    public const int Float = 5126;
}
