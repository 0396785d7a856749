namespace Audio2Face.Modkit.Pipeline.Tests;

public sealed class RecordingFinderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RecordingFinderTests()
    {
        foreach (string name in new[] { "b.WAV", "a.ogg", "notes.txt", ".a2f-x.wav", "a.csv" }) _folder.Write(name, "");
        Directory.CreateDirectory(_folder["deep"]);
        _folder.Write("deep/c.wav", "");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_stands_for_the_recordings_directly_in_it_in_order() =>
        Assert.Equal([_folder["a.ogg"], _folder["b.WAV"]], RecordingFinder.Find(_folder.Path));

    [Fact]
    public void A_pattern_stands_for_what_matches() => Assert.Equal([_folder["a.csv"], _folder["a.ogg"]], RecordingFinder.Find(_folder["a.*"]));

    [Fact]
    public void A_file_is_taken_whatever_it_is_called() => Assert.Equal([_folder["notes.txt"]], RecordingFinder.Find(_folder["notes.txt"]));

    [Fact]
    public void A_file_that_is_not_there_is_left_to_fail_where_it_is_opened() =>
        Assert.Equal([_folder["gone.wav"]], RecordingFinder.Find(_folder["gone.wav"]));

    [Fact]
    public void A_pattern_without_match_is_empty() => Assert.Empty(RecordingFinder.Find(_folder["*.flac"]));
}
