using System.Diagnostics;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline.Tests;

/// <summary>Real full and read-only disks: small file systems in memory, which only root on Linux can mount.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private bool _isMounted;

    public void Dispose()
    {
        if (_isMounted) Execute("umount", _folder["disk"]);
        _folder.Dispose();
    }

    [SkippableFact]
    public void A_full_disk_leaves_the_old_file_and_nothing_else()
    {
        Mount("size=64k");
        string path = Path.Combine(_folder["disk"], "line.csv");
        using (StreamWriter old = File.CreateText(path)) old.Write("old");
        using (OutputSet set = new(new OutputTarget(_folder["disk"], "line", ".csv"), overwrite: true))
        {
            ModkitException thrown = Assert.Throws<ModkitException>(() =>
            {
                using (Stream stream = set.Create(".csv")) stream.Write(new byte[200_000]);
                set.Commit();
            });
            Assert.Equal("OUT03", thrown.Issues[0].Code);
        }
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFileSystemEntries(_folder["disk"]));
    }

    [SkippableFact]
    public void A_read_only_disk_is_said_before_the_work()
    {
        Mount("ro");
        using OutputSet set = new(new OutputTarget(_folder["disk"], "line", ".csv"), overwrite: true);
        Assert.Equal("OUT02", Assert.Throws<ModkitException>(() => set.Create(".csv")).Issues[0].Code);
    }

    private void Mount(string options)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.UserName == "root", "needs root on Linux to mount a small file system");
        Directory.CreateDirectory(_folder["disk"]);
        _isMounted = Execute("mount", "-t", "tmpfs", "-o", options, "modkit-test", _folder["disk"]);
        Skip.IfNot(_isMounted, "this machine does not allow mounting");
    }

    private static bool Execute(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        return process.WaitForExit(TimeSpan.FromSeconds(10)) && process.ExitCode == 0;
    }
}
