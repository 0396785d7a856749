using System.Runtime.InteropServices;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Wants a native library that is nowhere.</summary>
public sealed class NeedsNativeCode : IFormatPlugin
{
    public NeedsNativeCode() => NativeLibrary.Load("modkit-no-such-library", typeof(NeedsNativeCode).Assembly, null);

    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat("fake-native", FakeFormat.WriteOneFile)];
}
