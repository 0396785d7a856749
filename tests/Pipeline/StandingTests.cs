namespace Audio2Face.Modkit.Pipeline.Tests;

/// <summary>What makes a line out of date, and what does not.</summary>
public sealed class StandingTests : IAsyncLifetime, IDisposable
{
    private readonly BatchScene _scene = new();
    private BatchSource _source = null!;

    public async Task InitializeAsync()
    {
        _source = _scene.Source("one.wav");
        Assert.Equal(Standing.New, _scene.Judge(_source, _scene.Treatment()));
        await _scene.RunAsync([_source], _scene.Treatment());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void Nothing_changed()
    {
        Assert.Equal(Standing.UpToDate, _scene.Judge(_source, _scene.Treatment(), out LedgerEntry? refreshed));
        Assert.Null(refreshed);
    }

    [Fact]
    public void A_copied_recording_and_touched_files_are_the_same_and_their_times_are_remembered()
    {
        File.SetLastWriteTimeUtc(_source.Path, DateTime.UtcNow.AddDays(-3));
        File.SetLastWriteTimeUtc(_scene.Folder["mod/one.table"], DateTime.UtcNow.AddDays(-2));
        Assert.Equal(Standing.UpToDate, _scene.Judge(_source, _scene.Treatment(), out LedgerEntry? refreshed));
        Assert.Equal(new FileInfo(_source.Path).LastWriteTimeUtc.Ticks, refreshed!.InputModifiedTicks);
        Assert.Equal(new FileInfo(_scene.Folder["mod/one.table"]).LastWriteTimeUtc.Ticks, refreshed.Files[0].ModifiedTicks);
    }

    [Fact]
    public void Another_recording_of_the_same_length_is_another()
    {
        _scene.Source("one.wav", seed: 2);
        File.SetLastWriteTimeUtc(_source.Path, DateTime.UtcNow.AddSeconds(5));
        Assert.Equal(Standing.OtherRecording, _scene.Judge(_source, _scene.Treatment()));
    }

    [Fact]
    public void Another_setting_is_another_recipe() => Assert.Equal(Standing.OtherRecipe, _scene.Judge(_source, _scene.Treatment(seed: 1)));

    [Fact]
    public void A_missing_file_is_noticed()
    {
        File.Delete(_scene.Folder["mod/one.count"]);
        Assert.Equal(Standing.FileMissing, _scene.Judge(_source, _scene.Treatment()));
    }

    [Fact]
    public void A_changed_file_of_the_same_length_is_noticed()
    {
        string path = _scene.Folder["mod/one.table"];
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^2] ^= 1;
        using (FileStream stream = new(path, FileMode.Create)) stream.Write(bytes);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddSeconds(5));
        Assert.Equal(Standing.ChangedByHand, _scene.Judge(_source, _scene.Treatment()));
    }

    [Fact]
    public void A_recording_that_is_gone_is_tried() => Assert.Equal(Standing.OtherRecording, _scene.Judge(_source with { Path = _scene.Folder["in/gone.wav"] }, _scene.Treatment()));

    [Fact]
    public async Task A_failed_line_is_new_when_anything_is()
    {
        BatchSource bad = _scene.Source("bad.wav", seed: null);
        await _scene.RunAsync([bad], _scene.Treatment());
        Assert.Equal(Standing.FailedBefore, _scene.Judge(bad, _scene.Treatment()));
        Assert.Equal(Standing.New, _scene.Judge(bad, _scene.Treatment(seed: 1)));
        _scene.Source("bad.wav");
        Assert.Equal(Standing.New, _scene.Judge(bad, _scene.Treatment()));
    }
}
