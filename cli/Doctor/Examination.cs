using System.Globalization;
using System.Runtime.InteropServices;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference;
using Audio2Face.Modkit.Media;
using Audio2Face.Modkit.Pipeline;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Doctor;

/// <summary>Looks at everything the program needs.</summary>
internal sealed class Examination(Workbench bench)
{
    /// <summary>All findings, in the order they are told.</summary>
    public IEnumerable<Finding> Run()
    {
        yield return new Finding("a2f", FindingState.Good, ProgramVersion.Number);
        yield return new Finding(".NET", FindingState.Good, RuntimeInformation.FrameworkDescription);
        yield return new Finding("system", FindingState.Good,
            string.Create(CultureInfo.InvariantCulture, $"{RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} processors"));
        yield return LookAtFfmpeg();
        yield return LookAtAssimp();
        foreach (Finding finding in LookAtOnnxRuntime()) yield return finding;
        yield return LookAtModel();
        foreach (Finding finding in LookAtPlugins()) yield return finding;
        foreach (Finding finding in LookAtProfiles()) yield return finding;
        yield return LookAtCurrentFolder();
    }

    private static Finding LookAtFfmpeg()
    {
        string mend = InstallCommand("ffmpeg", "ffmpeg", "ffmpeg");
        if (FfmpegTools.Find() is not { } tools)
            return new Finding("FFmpeg", FindingState.Warning, "not found; plain WAV files are read without it, everything else needs it", mend);
        if (tools.IsTooOld) return new Finding("FFmpeg", FindingState.Warning, $"{tools.Version} is older than {FfmpegTools.OldestVersion} and not used", mend);
        string resampler = tools.HasSoxr ? "with soxr" : "without soxr (results may differ in the last digits between processors)";
        return new Finding("FFmpeg", FindingState.Good, $"{tools.Version}, {resampler}, {tools.FfmpegPath}");
    }

    /// <summary>Mesh files are not read yet; the library is looked for so that set-up can be checked.</summary>
    private static Finding LookAtAssimp()
    {
        foreach (string name in new[] { "libassimp.so.5", "libassimp.so.6", "libassimp.so", "libassimp.dylib", "assimp-vc143-mt", "assimp" })
        {
            if (!NativeLibrary.TryLoad(name, out nint library)) continue;
            string version = AssimpVersion(library);
            NativeLibrary.Free(library);
            return new Finding("Assimp", FindingState.Good, $"{version} ({name})");
        }
        return new Finding("Assimp", FindingState.Absent, "not found; only reading mesh files needs it", InstallCommand("libassimp5", "assimp", "assimp"));
    }

    private static string AssimpVersion(nint library)
    {
        try
        {
            uint major = Marshal.GetDelegateForFunctionPointer<VersionFunction>(NativeLibrary.GetExport(library, "aiGetVersionMajor"))();
            uint minor = Marshal.GetDelegateForFunctionPointer<VersionFunction>(NativeLibrary.GetExport(library, "aiGetVersionMinor"))();
            return string.Create(CultureInfo.InvariantCulture, $"{major}.{minor}");
        }
        catch (EntryPointNotFoundException)
        {
            return "unknown version";
        }
    }

    private static List<Finding> LookAtOnnxRuntime()
    {
        List<Finding> findings = [];
        try
        {
            findings.Add(new Finding("ONNX Runtime", FindingState.Good, ExecutionProviders.RuntimeVersion));
            foreach (ExecutionProviderReport report in ExecutionProviders.Probe())
            {
                FindingState state = report.IsUsable ? FindingState.Good : report.Name == "cpu" ? FindingState.Broken : FindingState.Absent;
                findings.Add(new Finding("  " + report.Name, state, report.IsUsable ? "usable" : report.Reason));
            }
        }
        catch (ModkitException exception)
        {
            findings.Add(FromIssue("ONNX Runtime", FindingState.Broken, exception.Issues[0]));
        }
        return findings;
    }

    private static Finding LookAtModel()
    {
        try
        {
            using FaceModel model = Workbench.OpenModel(null, null);
            return new Finding("built-in model", FindingState.Good, $"{model.Info.Name} {model.Info.Version}, {model.Info.Licence}, on {model.Info.Device}");
        }
        catch (ModkitException exception)
        {
            return FromIssue("built-in model", FindingState.Broken, exception.Issues[0]);
        }
    }

    private List<Finding> LookAtPlugins()
    {
        bench.Plugins.LoadAll();
        List<Finding> findings = [.. bench.Plugins.Plugins.Select(plugin => new Finding("plugin " + plugin.Id,
            plugin.State == PluginState.Ready ? FindingState.Good : FindingState.Warning,
            $"{plugin.Version}, {plugin.State}: {string.Join(", ", plugin.Formats)}",
            plugin.State == PluginState.Ready ? "" : plugin.Reason))];
        if (bench.Plugins.Formats.Count == 0)
            findings.Add(new Finding("plugins", FindingState.Broken, "none can be used, so nothing can be written", "Build the whole program: dotnet build -c Release"));
        return findings;
    }

    private List<Finding> LookAtProfiles()
    {
        IReadOnlyList<ProfileEntry> entries = bench.Profiles.List();
        int sound = entries.Count(entry => entry.Profile is not null);
        List<Finding> findings = [new Finding("profiles", sound > 0 ? FindingState.Good : FindingState.Broken, $"{sound} can be used")];
        findings.AddRange(entries.Where(entry => entry.Profile is null).Select(entry => FromIssue("profile " + entry.Name, FindingState.Warning, entry.Issues[0])));
        return findings;
    }

    private static Finding LookAtCurrentFolder()
    {
        try
        {
            using AtomicFile probe = AtomicFile.Begin(Path.Combine(Environment.CurrentDirectory, "a2f-doctor"));
            return new Finding("current folder", FindingState.Good, "can be written");
        }
        catch (ModkitException)
        {
            return new Finding("current folder", FindingState.Warning, "cannot be written; give -o a folder that can", "cd to a folder of yours");
        }
    }

    private static Finding FromIssue(string thing, FindingState state, Issue issue) => new(thing, state, issue.Text, issue.Hint);

    private static string InstallCommand(string debian, string brew, string winget) =>
        OperatingSystem.IsWindows() ? $"winget install {winget}" : OperatingSystem.IsMacOS() ? $"brew install {brew}" : $"sudo apt-get install --no-install-recommends {debian}";

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate uint VersionFunction();
}
