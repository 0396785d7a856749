using System.Globalization;
using Audio2Face.Modkit.Benchmarks;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

if (args is ["cost", ..])
{
    // For example: cost FOLDER/stand-in-regression 9
    PipelineCost.Print(args[1], args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 7);
    return;
}

if (args is ["bare", ..])
{
    // For example: bare FOLDER 2 10000 [BUNDLE]
    await BareBatch.PrintAsync(args[1], int.Parse(args[2], CultureInfo.InvariantCulture), int.Parse(args[3], CultureInfo.InvariantCulture), args.ElementAtOrDefault(4));
    return;
}

// In this process: a generated project would restore and build anew, with rules of its own.
// Arguments, for example: --filter '*Inference*', --list flat.
ManualConfig config = ManualConfig.Create(DefaultConfig.Instance)
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .WithArtifactsPath(Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../benchmarks")));
BenchmarkSwitcher.FromAssembly(typeof(InferenceBenchmarks).Assembly).Run(args, config);
