using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using static System.FormattableString;

namespace Audio2Face.Modkit.Media;

/// <summary>The arguments FFmpeg gets: nothing of a file's content or name can become an option, a protocol or another file.</summary>
internal static class FfmpegCommand
{
    /// <summary>
    /// Containers that are read: those with sound, from phones to old games, that cannot name other files. Playlists and manifests
    /// (hls, dash, concat, imf, sdp and the like) are left out on purpose, and so is mlv, which opens its neighbours.
    /// </summary>
    private const string Formats =
        "3dostr,4xm,aa,aac,aax,ac3,ac4,ace,acm,act,adp,ads,adx,aea,afc,aiff,aix,alp,amr,amrnb,amrwb,apac,apc,ape,apm,argo_asf,argo_brp,"
        + "argo_cvg,asf,asf_o,ast,au,avi,avr,bethsoftvid,bfstm,bink,binka,bmv,boa,bonk,brstm,c93,caf,cdxl,codec2,daud,dcstr,derf,dfa,dhav,dsf,"
        + "dsicin,dss,dts,dtshd,dv,dxa,ea,ea_cdata,eac3,epaf,film_cpk,flac,flv,fsb,fwse,gdv,genh,gsm,gxf,hca,hcom,hnm,iamf,idcin,iff,ilbc,"
        + "ipmovie,ircam,iss,ivr,jv,kux,kvag,lc3,lmlm4,loas,lvf,lxf,matroska,webm,mca,mgsts,mlp,mm,mmf,moflex,mov,mp4,m4a,3gp,3g2,mj2,mp3,mpc,"
        + "mpc8,mpeg,mpegts,msf,msnwctcp,mtaf,mtv,musx,mv,mvi,mxf,mxg,nc,nistsphere,nsp,nsv,nut,nuv,ogg,oma,osq,paf,pmp,pp_bnk,psxstr,pva,pvf,"
        + "qcp,qoa,r3d,redspark,rl2,rm,roq,rpl,rsd,rso,sbc,sds,sdx,sga,shn,siff,smjpeg,smk,smush,sol,sox,spdif,svag,svs,swf,tak,thp,tiertexseq,"
        + "tmv,truehd,tta,ty,usm,vag,vividas,vivo,vmd,voc,vpk,vqf,w64,wady,wav,wavarc,wc3movie,wsaud,wsd,wsvqa,wtv,wv,wve,xa,xmd,xmv,xvag,xwma,yop";

    /// <summary>
    /// Those of them that are decoded in groups: one stream, told lengths, no neighbours. A short list, as every input of a command repeats it and
    /// Windows takes 32 767 characters.
    /// </summary>
    private const string GroupFormats = "aiff,asf,au,caf,flac,mov,mp4,m4a,mp3,ogg,tta,w64,wav,wv,xwma";

    private static IEnumerable<string> Input(MediaFile file, string formats = Formats) =>
    [
        "-protocol_whitelist", "file,pipe", "-format_whitelist", formats,
        .. file.Demuxer.Length > 0 ? (string[])["-f", file.Demuxer, "-skip_initial_bytes", Invariant($"{file.StartByte}")] : [],
        "-i", "file:" + file.FullPath,
    ];

    /// <summary>Arguments of ffprobe: container and streams as JSON.</summary>
    public static IEnumerable<string> Probe(MediaFile file) =>
    [
        "-hide_banner", "-v", "error", "-show_entries",
        "format=format_name,duration,start_time:stream=codec_type,codec_name,sample_rate,channels,duration:stream_disposition=default:stream_tags=language,title,DURATION",
        "-of", "json", .. Input(file),
    ];

    /// <summary>Arguments of ffmpeg: one audio stream as 16 kHz mono float on its output.</summary>
    /// <remarks>FFmpeg moves a file's first packet to time 0; one from before 0 must keep its time, or the sound comes late.</remarks>
    public static IEnumerable<string> Decode(MediaFile file, MediaInfo info, double mostSeconds, bool hasSoxr) =>
    [
        "-hide_banner", "-nostdin", "-v", "error", .. info.StartsBeforeZero ? (string[])["-copyts"] : [], .. Input(file),
        "-map", Invariant($"0:a:{info.SelectedAudioStream}"), "-vn", "-sn", "-dn",
        "-af", Filters(info.AudioStreams[info.SelectedAudioStream].ChannelCount, AudioClip.SampleRateHz, hasSoxr),
        "-t", mostSeconds.ToString("0.###", CultureInfo.InvariantCulture),
        "-ac", "1", "-ar", Invariant($"{AudioClip.SampleRateHz}"), "-c:a", "pcm_f32le", "-f", "f32le", "pipe:1",
    ];

    /// <summary>
    /// Arguments of ffmpeg: the one audio stream of each file as <see cref="Decode"/> or <see cref="Convert"/> gives it, into a file each; messages as
    /// <see cref="FfmpegGroupReport"/> reads them.
    /// </summary>
    /// <remarks>
    /// The queue takes a whole short file, or the threads that read would wait for each other at every packet, which costs as much as the decoding.
    /// </remarks>
    public static IEnumerable<string> DecodeGroup(IReadOnlyList<(GroupFile File, string Output)> files, WavEncoding encoding, double mostSeconds, bool hasSoxr)
    {
        string samples = encoding == WavEncoding.Signed16 ? "s16le" : "f32le";
        return
        [
            "-hide_banner", "-nostdin", "-nostats", "-v", "level+info", "-filter_threads", "1",
            .. files.SelectMany(file => (IEnumerable<string>)["-threads", "1", "-thread_queue_size", "8192", .. Input(file.File.Source, GroupFormats)]),
            .. files.SelectMany((file, index) => (IEnumerable<string>)
            [
                "-map", Invariant($"{index}:a:0"), "-vn", "-sn", "-dn", "-af", Filters(file.File.ChannelCount, file.File.RateHz, hasSoxr),
                "-t", mostSeconds.ToString("0.###", CultureInfo.InvariantCulture), "-ac", "1", "-ar", Invariant($"{file.File.RateHz}"),
                "-c:a", "pcm_" + samples, "-f", samples, "file:" + file.Output,
            ]),
        ];
    }

    /// <summary>Arguments of ffmpeg: one audio stream as 16-bit mono on its output.</summary>
    public static IEnumerable<string> Convert(MediaFile file, MediaInfo info, int rateHz, bool hasSoxr) =>
    [
        "-hide_banner", "-nostdin", "-v", "error", .. info.StartsBeforeZero ? (string[])["-copyts"] : [], .. Input(file),
        "-map", Invariant($"0:a:{info.SelectedAudioStream}"), "-vn", "-sn", "-dn",
        "-af", Filters(info.AudioStreams[info.SelectedAudioStream].ChannelCount, rateHz, hasSoxr),
        "-ac", "1", "-ar", Invariant($"{rateHz}"), "-bitexact", "-c:a", "pcm_s16le", "-f", "s16le", "pipe:1",
    ];

    /// <summary>
    /// The mean of the channels as in <see cref="WavSamples.MixToMono"/>, in float so that nothing is rounded; then the rate. first_pts=0
    /// fills the gap before a sound that starts later than the picture.
    /// </summary>
    private static string Filters(int channelCount, int rateHz, bool hasSoxr)
    {
        string share = (1.0 / channelCount).ToString("R", CultureInfo.InvariantCulture);
        string mean = channelCount == 1 ? "" : "pan=mono|c0=" + string.Join('+', Enumerable.Range(0, channelCount).Select(channel => Invariant($"{share}*c{channel}"))) + ",";
        string resampler = hasSoxr ? "resampler=soxr:precision=28" : "filter_size=64:cutoff=0.97";
        return Invariant($"aformat=sample_fmts=fltp,{mean}aresample={rateHz}:{resampler}:first_pts=0");
    }
}
