using Audio2Face.Modkit.Cli.Text;

namespace Audio2Face.Modkit.Cli;

/// <summary>What the commands work with, made when first asked for: <c>a2f --version</c> must not wait for a model.</summary>
internal sealed class Workbench(Terminal terminal, string homeFolder) : IDisposable
{
    /// <summary>Where to speak.</summary>
    public Terminal Terminal => terminal;

    /// <summary>The program's folder, with plugins/ and profiles/ beside it.</summary>
    public string HomeFolder => homeFolder;

    public void Dispose()
    {
    }
}
