using Audio2Face.Modkit.Plugins.Interchange.Gltf;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Khronos' validator and three.js on a file that moves all 68 channels. Blender does the same in tests/third-party/run.</summary>
public sealed class GltfThirdPartyTests
{
    [SkippableFact]
    public async Task The_validator_finds_nothing_to_complain_about() =>
        await ThirdParty.ExpectAsync("validate-gltf.mjs", "0 errors, 0 warnings, 0 infos, 0 hints", await FileAsync());

    [SkippableTheory]
    [InlineData("68 morphs")]
    [InlineData("jawOpen 0.000 1.000")]
    [InlineData("tongueNarrow 0.000 1.000")]
    public async Task Every_morph_moves_in_three_js(string text) => await ThirdParty.ExpectAsync("read-with-three.mjs", text, await FileAsync());

    private static Task<byte[]> FileAsync() => MemoryOutput.WriteAsync(new GltfFormat(), GltfFiles.EveryChannel(30, 150));
}
