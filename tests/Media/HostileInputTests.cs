using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media.Tests;

/// <summary>Files and names that want FFmpeg to do something else.</summary>
public sealed class HostileInputTests(Canaries canaries) : IClassFixture<Canaries>
{
    /// <summary>Playlists of every kind; FOLDER stands for the folder of the canaries. FFmpeg left to itself reads those of HLS, ffconcat and DASH.</summary>
    public static TheoryData<string, string> Playlists
    {
        get
        {
            (string Kind, string Text)[] kinds =
            [
                ("hls", "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\nFOLDER/canary.ts\n#EXT-X-ENDLIST\n"),
                ("hls beside", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10.0,\ncanary.ts\n#EXT-X-ENDLIST\n"),
                ("ffconcat", "ffconcat version 1.0\nfile canary.wav\n"),
                ("dash", """
                    <?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT1S" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011">
                    <Period><AdaptationSet mimeType="audio/mp4"><Representation id="a" bandwidth="1"><BaseURL>canary.m4a</BaseURL></Representation></AdaptationSet></Period></MPD>
                    """),
                ("imf", """
                    <?xml version="1.0"?><CompositionPlaylist xmlns="http://www.smpte-ra.org/schemas/2067-3/2016"><Id>urn:uuid:00000000-0000-0000-0000-000000000000</Id>
                    <EditRate>24 1</EditRate><SegmentList><Segment>canary.wav</Segment></SegmentList></CompositionPlaylist>
                    """),
                ("sdp", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n"),
                ("m3u", "canary.wav\n"),
                ("pls", "[playlist]\nFile1=canary.wav\nNumberOfEntries=1\n"),
                ("lavfi", "amovie=canary.wav"),
            ];
            TheoryData<string, string> data = [];
            foreach ((string kind, string text) in kinds)
            {
                data.Add($"{kind}.wav", text);
                if (kind is "hls" or "ffconcat" or "dash") data.Add($"{kind}.mp3", text);
                if (kind is "hls" or "ffconcat" or "dash") data.Add($"{kind}.mp4", text);
            }
            data.Add("hls.m3u8", kinds[0].Text);
            return data;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Playlists))]
    public async Task Playlists_are_refused_whatever_their_name(string name, string text)
    {
        Reading.RequireFfmpeg();
        using TestFolder folder = new();
        canaries.CopyTo(folder.Path);
        string path = folder.Write(name, Encoding.UTF8.GetBytes(text.Replace("FOLDER", folder.Path, StringComparison.Ordinal)));
        Issue issue = await Reading.ReadErrorAsync(path);
        Assert.Equal("MED05", issue.Code);
        Assert.Equal("MED05", (await Reading.ErrorAsync(async () => await new MediaReader().ProbeAsync(path, CancellationToken.None))).Code);
    }

    [SkippableTheory]
    [InlineData("concat:CANARY")]
    [InlineData("concat:CANARY|CANARY")]
    [InlineData("subfile,,start,0,end,9999,,:CANARY")]
    [InlineData("file:CANARY")]
    [InlineData("http://127.0.0.1:9/a.mp3")]
    [InlineData("data:audio/wav;base64,UklGRg==")]
    [InlineData("pipe:0")]
    [InlineData("-")]
    [InlineData("async:cache:CANARY")]
    public async Task Protocols_are_mere_names(string path)
    {
        Reading.RequireFfmpeg();
        using TestFolder folder = new();
        string canary = folder.Write("canary.flac", Wave.Mono(Wave.Tone(440, 16000, 1), 16000));
        Assert.Equal("MED01", (await Reading.ReadErrorAsync(path.Replace("CANARY", canary, StringComparison.Ordinal))).Code);
    }

    [SkippableTheory]
    [InlineData("-i.flac")]
    [InlineData("-version")]
    [InlineData("a:b.flac")]
    [InlineData("concat:a.flac")]
    [InlineData("quote'and\"quote.flac")]
    [InlineData("$(touch owned) `touch owned`.flac")]
    [InlineData("new\nline.flac")]
    [InlineData("face 😀 лицо.flac")]
    [InlineData("%d.flac")]
    [InlineData("100%03d%s.flac")]
    [InlineData("star*?[a].flac")]
    [InlineData("semi;colon|pipe&.flac")]
    [InlineData("back\\slash.flac")]
    [InlineData(" spaces around .flac ")]
    [InlineData("name without extension")]
    public async Task Odd_names_work(string name)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows allows few of these names");
        using TestFolder folder = new();
        string plain = folder.File("plain.flac");
        await Reading.FfmpegAsync("-f", "lavfi", "-i", "sine=duration=0.5:sample_rate=16000", plain);
        File.Move(plain, folder.File(name));
        // Another file that a pattern would find.
        folder.Write("1.flac", "not a sound"u8);
        AudioClip clip = await new MediaReader().ReadClipAsync(folder.File(name), Reading.Options, CancellationToken.None);
        Assert.Equal(8000, clip.Samples.Length);
        Assert.Equal(name.Replace('\n', '?'), clip.Name);
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public async Task A_name_of_250_bytes_works_and_a_longer_one_is_not_there()
    {
        using TestFolder folder = new();
        string path = folder.Write(new string('a', 246) + ".wav", Wave.Mono([0.5f, 0.25f], 16000));
        Assert.Equal(2, (await Reading.SamplesAsync(path)).Length);
        Assert.Equal("MED01", (await Reading.ReadErrorAsync(folder.File(new string('b', 5000) + ".wav"))).Code);
    }

    [Fact]
    public async Task A_message_stays_on_one_line_whatever_the_name()
    {
        using TestFolder folder = new();
        Issue issue = await Reading.ReadErrorAsync(folder.File("a\nb\u202Egnp.wav"));
        Assert.Equal("a?b?gnp.wav", issue.Place);
    }

    [Fact]
    public async Task A_file_that_grows_is_read_up_to_where_it_was()
    {
        using TestFolder folder = new();
        string path = folder.Write("a.wav", Wave.Riff(Wave.Format(1, 1, 16000, 16), Wave.Chunk("data", new byte[2000], size: uint.MaxValue)));
        await using AudioStream stream = await new MediaReader().OpenAsync(path, Reading.Options, CancellationToken.None);
        await using (FileStream writer = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) writer.Write(new byte[5000]);
        Assert.Equal(1000, (await Reading.DrainAsync(stream)).Samples.Length);
    }

    [SkippableTheory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public async Task Commas_and_dotless_letters_of_a_culture_do_not_matter(string culture)
    {
        using TestFolder folder = new();
        string path = folder.File("a.flac");
        await Reading.FfmpegAsync("-f", "lavfi", "-i", "aevalsrc=0.5|0.25|0:duration=1:sample_rate=16000", "-sample_fmt", "s16", path);
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            float[] samples = await Reading.SamplesAsync(path, new MediaOptions { MaximumMinutes = 0.5 });
            Assert.Equal(16000, samples.Length);
            Assert.Equal(0.25f, samples[8000], 1e-4f);
            Assert.Contains("at most 0.01 min", (await Reading.ReadErrorAsync(path, new MediaOptions { MaximumMinutes = 0.01 })).Text, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
