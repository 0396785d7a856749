using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.PluginContract.Tests.Fakes;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Formats that misbehave: the program gets issues, in time.</summary>
public sealed class HostedFormatTests : IDisposable
{
    private static readonly string[] _formats = ["throws", "refuses", "waits", "blocks", "escapes", "repeats", "cancels"];

    private readonly PluginFolder _folder = new();
    private readonly PluginHost _host;

    public HostedFormatTests()
    {
        _folder.Add("test.bad", typeof(BadWriters), _formats);
        _host = Open(TimeSpan.FromMinutes(10));
    }

    [Theory]
    [InlineData("throws", "PLG12", "oh")]
    [InlineData("refuses", "XYZ01", "cannot be told")]
    [InlineData("waits", "PLG13", "0.2 s")]
    [InlineData("blocks", "PLG13", "0.2 s")]
    [InlineData("escapes", "PLG17", "not a file extension")]
    [InlineData("repeats", "PLG17", "before")]
    [InlineData("cancels", "PLG13", "0.2 s")]
    public async Task A_failing_write_becomes_an_issue(string id, string code, string word)
    {
        using PluginHost hasty = Open(TimeSpan.FromSeconds(0.2));
        PluginHost host = code == "PLG13" ? hasty : _host;
        ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => WriteAsync(id, host, CancellationToken.None));
        Issue issue = Assert.Single(exception.Issues);
        Assert.Equal(code, issue.Code);
        Assert.Contains(word, issue.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(".cs:", issue.Text, StringComparison.Ordinal);
        Assert.Null(exception.InnerException);
    }

    [Theory]
    [InlineData("waits")]
    [InlineData("blocks")]
    [InlineData("cancels")]
    public async Task Cancelling_does_not_wait_for_the_plugin(string id)
    {
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(50));
        // Were the plugin waited for, this would take 30 s or for ever.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WriteAsync(id, _host, stop.Token).WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void A_failing_reader_becomes_an_issue_on_one_line()
    {
        IReadableFormat format = Assert.IsAssignableFrom<IReadableFormat>(_host.GetFormat("throws"));
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => format.Read(Stream.Null, "a.fake")).Issues);
        Assert.Equal("PLG12", issue.Code);
        Assert.Contains("read, and failed", issue.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plugin_that_fails_at_looking_does_not_stop_the_search()
    {
        Assert.Equal("repeats", _host.FindReader([], "repeats")?.Description.Id);
        Assert.Null(_host.FindReader([], "unknown.file"));
    }

    public void Dispose()
    {
        _host.Dispose();
        _folder.Dispose();
    }

    private PluginHost Open(TimeSpan writeLimit) => new(new PluginHostOptions { BuiltInFolders = [_folder.Root], WriteLimit = writeLimit });

    private static Task WriteAsync(string id, PluginHost host, CancellationToken cancellation) => host.GetFormat(id)
        .WriteAsync(TestTracks.Arkit(30, 1), new LineInfo { Name = "line", DurationSeconds = 1 }, new MemoryOutput(), cancellation).AsTask();
}
