using Audio2Face.Modkit.Cli;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>A plugin of the user's own that goes wrong while the program uses it.</summary>
public sealed class OwnPluginTests : IDisposable
{
    private const string Code = "own/build/OwnForm.dll";

    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [SkippableFact]
    public async Task A_half_written_assembly_or_a_wrong_manifest_leaves_the_old_code_in_use()
    {
        await MakePluginAsync();
        _scene.Voice("v.wav", 0.5);
        await using Watching watch = new(_scene.Folder, Shell.EnvironmentOf(_scene), "watch", "v.wav", "--to", "own-form", "-o", "out/");
        await watch.ExpectAsync("frames at");
        byte[] assembly = await File.ReadAllBytesAsync(_scene[Code]);

        _scene.Bytes(Code, assembly[..(assembly.Length / 2)]);
        await watch.ExpectAsync("plugin me.own-form: the code before stays in use");
        await watch.ExpectAsync("PLG10");
        // The watch goes on with what it has.
        _scene.Voice("v.wav", 1);
        await watch.ExpectAsync("1.00 s");
        Assert.StartsWith("own-form 1\n", await File.ReadAllTextAsync(_scene["out/v.own-form.txt"]), StringComparison.Ordinal);

        _scene.Bytes(Code, assembly);
        _scene.Text("own/build/plugin.json", "{");
        await watch.ExpectAsync("PLG01");
        Assert.Equal(ExitCodes.Cancelled, (await watch.InterruptAsync()).ExitCode);
    }

    /// <summary>Nothing inside a process survives this; what the documentation promises is that no half file is left under the name of a whole one.</summary>
    [SkippableFact]
    public async Task A_plugin_that_overflows_the_stack_ends_the_program_and_leaves_no_half_file()
    {
        await MakePluginAsync("""sed -i 's/text.WriteLine("channels "/Write(curves, stream); &/' own/OwnFormWriter.cs""");
        _scene.Voice("v.wav", 0.5);
        A2f.Outcome outcome = await A2f.StartAsync(_scene.Folder, Shell.EnvironmentOf(_scene), "animate", "v.wav", "--to", "own-form", "-o", "out/");
        // 128 and the number of the signal SIGABRT.
        Assert.Equal(134, outcome.ExitCode);
        Assert.DoesNotContain(_scene.Names, name => Path.GetFileName(name).StartsWith("v.own-form", StringComparison.Ordinal));
        (await A2f.StartAsync(_scene.Folder, Shell.EnvironmentOf(_scene), "animate", "v.wav", "--to", "a2f-json", "-o", "out/")).Expect(ExitCodes.Success);
    }

    /// <summary>What <c>plugin new</c> writes, changed, built and trusted.</summary>
    private async Task MakePluginAsync(string change = "true")
    {
        Shell.Require();
        Shell.PutProgram(_scene.Folder);
        (int exitCode, string said) = await Shell.RunAsync(_scene.Folder, Shell.EnvironmentOf(_scene),
            $"./a2f plugin new own-form --folder own\n{change}\ndotnet build own\n./a2f plugin trust own/build --dev --yes");
        Assert.True(exitCode == 0, said);
    }
}
