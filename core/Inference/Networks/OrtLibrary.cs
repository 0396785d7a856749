using System.Reflection;
using System.Runtime.InteropServices;
using Audio2Face.Modkit.Abstractions;
using Microsoft.ML.OnnxRuntime;

namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>Finds ONNX Runtime's native library and starts it once, silently.</summary>
internal static class OrtLibrary
{
    /// <summary>Names a folder with another build of the library, for example one for a GPU.</summary>
    public const string FolderVariable = "A2F_ORT_PATH";

    private static readonly Lazy<OrtEnv> _environment = new(Start);

    /// <summary>The one environment of the process.</summary>
    /// <exception cref="ModkitException">The native library is missing or does not load.</exception>
    public static OrtEnv Environment => _environment.Value;

    private static OrtEnv Start()
    {
        // The package's own resolver trusts RuntimeInformation.RuntimeIdentifier, which is not portable on distributions' builds of .NET.
        OrtEnv.DisableDllImportResolver = true;
        NativeLibrary.SetDllImportResolver(typeof(OrtEnv).Assembly, Resolve);
        try
        {
            EnvironmentCreationOptions options = new() { logId = "a2f", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            return OrtEnv.CreateInstanceWithOptions(ref options);
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw InferenceIssues.NoRuntime((e.InnerException ?? e).Message.Split('\n')[0].Split(". ")[0] + ".", e);
        }
    }

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (!name.StartsWith("onnxruntime", StringComparison.Ordinal)) return IntPtr.Zero;
        string file = OperatingSystem.IsWindows() ? "onnxruntime.dll" : OperatingSystem.IsMacOS() ? "libonnxruntime.dylib" : "libonnxruntime.so";
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
#pragma warning disable CA1308 // runtime identifiers are lower-case
        string runtime = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
#pragma warning restore CA1308
        string?[] folders =
        [
            System.Environment.GetEnvironmentVariable(FolderVariable),
            Path.Combine(AppContext.BaseDirectory, "runtimes", runtime, "native"),
            AppContext.BaseDirectory,
        ];
        foreach (string? folder in folders)
        {
            if (!string.IsNullOrEmpty(folder) && NativeLibrary.TryLoad(Path.Combine(folder, file), out IntPtr library)) return library;
        }
        return NativeLibrary.Load(name, assembly, searchPath);
    }
}
