using Audio2Face.Modkit.Benchmarks;
using BenchmarkDotNet.Running;

// Examples: --filter '*Inference*', --list flat, --job short.
BenchmarkSwitcher.FromAssembly(typeof(InferenceBenchmarks).Assembly).Run(args);
