using Audio2Face.Modkit.Benchmarks;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// In this process: a generated project would restore and build anew, with rules of its own.
// Arguments, for example: --filter '*Inference*', --list flat.
ManualConfig config = ManualConfig.Create(DefaultConfig.Instance)
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .WithArtifactsPath(Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../benchmarks")));
BenchmarkSwitcher.FromAssembly(typeof(InferenceBenchmarks).Assembly).Run(args, config);
