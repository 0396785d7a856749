using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference;
using Audio2Face.Modkit.Media;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Makes a line: recording in, game files out. May be used from several threads.</summary>
public sealed class LineAnimator
{
    private const int ChunkSamples = AudioClip.SampleRateHz;

    private readonly MediaReader _media;
    private readonly FaceModel _model;
    private readonly LineOptions _options;
    private readonly RigMapper _mapper;
    private readonly FaceStreamOptions _faceOptions;
    private readonly (string Name, string Sha256)? _mesh;

    /// <summary>Prepares a run.</summary>
    /// <exception cref="ModkitException">The profile cannot be mapped to the format.</exception>
    public LineAnimator(MediaReader media, FaceModel model, LineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _media = media;
        _model = model;
        _options = options;
        // Once: it may be large, and every line tells of it.
        if (options.Mesh is { } mesh) _mesh = (mesh.Name, Convert.ToHexStringLower(SHA256.HashData(mesh.Bytes.Span)));
        _mapper = new RigMapper(options.Profile, MappingOptions.For(options.Format.Description, options.FrameRateFps));
        Dictionary<string, float> emotions = new(options.Profile.Model.Emotions, StringComparer.OrdinalIgnoreCase);
        foreach ((string name, float strength) in options.Emotions) emotions[name] = strength;
        FaceDetail detail = DetailFor(options);
        _faceOptions = new FaceStreamOptions
        {
            // A mesh is written as it comes: its frames are those of the output.
            FrameRateFps = detail == FaceDetail.Mesh ? options.FrameRateFps : FrameRate.ForInference(options.FrameRateFps),
            FaceExtras = options.FaceExtras,
            Expressiveness = options.Expressiveness,
            Emotions = emotions,
            EyeLook = options.EyeLook,
            Detail = detail,
        };
    }

    private static FaceDetail DetailFor(LineOptions options)
    {
        FormatDescription description = options.Format.Description;
        bool wantsMesh = description.Options.Any(option => option.MeshValue is { } value && options.FormatOptions.GetValueOrDefault(option.Name) == value);
        return wantsMesh ? FaceDetail.Mesh : description.FaceDetail;
    }

    /// <summary>Makes one line. What a user can mend comes back as issues of the result; nothing half-written is ever left.</summary>
    /// <param name="line">The recording and its target.</param>
    /// <param name="hooks">What the caller is told on the way.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<LineResult> AnimateAsync(Line line, LineHooks hooks, CancellationToken cancellation) => AnimateAsync(line, OpenedRecording.Nothing, hooks, cancellation);

    /// <summary>Makes one line whose recording may be open already (see <see cref="OpenGroupAsync"/>).</summary>
    /// <param name="line">The recording and its target.</param>
    /// <param name="opened">What is open of it; disposed by the caller.</param>
    /// <param name="hooks">What the caller is told on the way.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<LineResult> AnimateAsync(Line line, OpenedRecording opened, LineHooks hooks, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(opened);
        ArgumentNullException.ThrowIfNull(hooks);
        if (line.Obstacle is not null) return new LineResult { Line = line, Issues = [line.Obstacle] };
        try
        {
            return await MakeAsync(line, opened, hooks, cancellation).ConfigureAwait(false);
        }
        catch (ModkitException exception)
        {
            return new LineResult { Line = line, Issues = exception.Issues };
        }
    }

    /// <summary>Opens recordings together where that is cheaper (see <see cref="MediaReader.OpenGroupAsync"/> and <see cref="MediaReader.PrepareWavesAsync"/>).</summary>
    /// <param name="inputPaths">Recordings, whose first sound is wanted.</param>
    /// <param name="scratchFolder">Takes temporary files.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>One for each, to be disposed by the caller.</returns>
    /// <exception cref="ModkitException">MED21.</exception>
    public async ValueTask<IReadOnlyList<OpenedRecording>> OpenGroupAsync(IReadOnlyList<string> inputPaths, string scratchFolder, CancellationToken cancellation)
    {
        IReadOnlyList<AudioStream?> sounds = await _media.OpenGroupAsync(inputPaths, _options.Media, scratchFolder, cancellation).ConfigureAwait(false);
        OpenedRecording[] opened = [.. sounds.Select(sound => new OpenedRecording(sound, null))];
        if (VoiceRatesHz.Count == 0) return opened;
        bool isDone = false;
        try
        {
            IReadOnlyList<PreparedWave?> voices = await _media.PrepareWavesAsync(inputPaths, sounds, VoiceRatesHz, _options.Media, scratchFolder, cancellation).ConfigureAwait(false);
            isDone = true;
            return [.. opened.Zip(voices, (one, voice) => one with { Voice = voice })];
        }
        finally
        {
            if (!isDone)
            {
                foreach (OpenedRecording one in opened) await one.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>SHA-256 over all a line's files depend on beside the recording's content: the same recipe and recording give the same bytes.</summary>
    public string RecipeOf(Line line)
    {
        ArgumentNullException.ThrowIfNull(line);
        using MemoryStream text = new();
        RecordOf(line, inputSha256: "", durationSeconds: 0, frameCount: 0).Write(text, []);
        MediaOptions media = MediaOf(line);
        text.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{media.AudioStream} {media.MaximumMinutes} {_options.WriteProvenance} {LineEdits.HashOf(line.Target)}")));
        return Convert.ToHexStringLower(SHA256.HashData(text.GetBuffer().AsSpan(0, (int)text.Length)));
    }

    private async Task<LineResult> MakeAsync(Line line, OpenedRecording opened, LineHooks hooks, CancellationToken cancellation)
    {
        Stopwatch media = new();
        Stopwatch inference = new();
        List<Issue> issues = [];
        FaceTrack face;
        double durationSeconds;
        // Before the work: a broken file of edits ends the line.
        LineEdits? edits = LineEdits.Find(line.Target);

        media.Start();
        AudioStream audio = opened.Sound ?? await _media.OpenAsync(line.InputPath, MediaOf(line), cancellation).ConfigureAwait(false);
        await using (audio.ConfigureAwait(false))
        {
            FaceStreamOptions faceOptions = _faceOptions with { Seed = LineSeed.Of(_options.Seed, line.InputName), EmotionKeys = KeysOf(line) };
            using FaceStream stream = _model.StartStream(faceOptions);
            FaceTrackBuilder builder = new(stream);
            float[] chunk = new float[ChunkSamples];
            while (await audio.ReadAsync(chunk, cancellation).ConfigureAwait(false) is > 0 and int count)
            {
                media.Stop();
                inference.Start();
                stream.Push(chunk.AsSpan(0, count));
                builder.TakeFinishedFrames();
                inference.Stop();
                media.Start();
                hooks.ReportSeconds?.Invoke((double)count / AudioClip.SampleRateHz);
            }
            media.Stop();
            inference.Start();
            stream.Close();
            builder.TakeFinishedFrames();
            face = builder.Build();
            inference.Stop();
            durationSeconds = (double)stream.PushedSamples / AudioClip.SampleRateHz;
            issues.AddRange(audio.Warnings);
        }

        Stopwatch mapping = Stopwatch.StartNew();
        RigTrackMapping rig = _mapper.Map(face);
        FiniteGuard.Check(rig.Track.Curves, line.InputName, "mapping");
        issues.AddRange(rig.Report.ToIssues(line.InputName));
        string inputSha256 = HashInput(line);
        EditedTrack edited = edits is null ? new EditedTrack(rig.Track) : Edit(rig.Track, edits, inputSha256);
        issues.AddRange(edited.Issues);
        mapping.Stop();

        Stopwatch writing = Stopwatch.StartNew();
        ProvenanceRecord record = RecordOf(line, inputSha256, durationSeconds, rig.Track.Curves.FrameCount) with
        {
            Curves = [.. rig.Track.Curves.Channels.Zip(CurveHashes.Of(rig.Track))],
            Edits = edits is null ? null : (edits, edited.AppliedCount),
        };
        IReadOnlyList<OutputFile> files = await WriteAsync(line, edited.Track, face, record, opened.Voice, hooks, cancellation).ConfigureAwait(false);
        writing.Stop();
        return new LineResult
        {
            Line = line,
            Issues = issues,
            Files = files,
            InputSha256 = inputSha256,
            DurationSeconds = durationSeconds,
            FrameCount = rig.Track.Curves.FrameCount,
            ChannelCount = rig.Track.Channels.Count,
            Report = rig.Report,
            Figures = _options.MeasuresFigures ? LineFigures.Measure(face) : null,
            Timings = new LineTimings(media.Elapsed.TotalSeconds, inference.Elapsed.TotalSeconds, mapping.Elapsed.TotalSeconds, writing.Elapsed.TotalSeconds),
        };
    }

    private async Task<IReadOnlyList<OutputFile>> WriteAsync(Line line, RigTrack track, FaceTrack face, ProvenanceRecord record, PreparedWave? voice, LineHooks hooks, CancellationToken cancellation)
    {
        LineInfo info = new()
        {
            Name = line.Target.Stem,
            DurationSeconds = record.DurationSeconds,
            VoiceWave = voice is null ? await ReadVoiceAsync(line, cancellation).ConfigureAwait(false) : voice.Read(),
            Mesh = _options.Mesh,
            Face = face,
            Options = _options.FormatOptions,
            Generator = _options.Tool,
        };
        using OutputSet output = new(line.Target, _options.Overwrite, line.InputPath, line.OwnFiles);
        await _options.Format.WriteAsync(track, info, output, cancellation).ConfigureAwait(false);
        if (line.EmotionsPath is { } path)
        {
            using Stream stream = output.CreateAt(path);
            EmotionTable.Write(face.Emotions, stream);
        }
        if (_options.WriteProvenance) WriteProvenance(record, output);
        cancellation.ThrowIfCancellationRequested();
        return output.Commit(hooks.Placing);
    }

    /// <summary>The line's own keys, with the user's constant strengths in the place of those of the same name.</summary>
    private IReadOnlyList<EmotionKey> KeysOf(Line line)
    {
        if (line.Emotions is not { } file || _options.Emotions.Count == 0) return line.Emotions?.Keys ?? [];
        List<EmotionKey> keys = [];
        foreach (EmotionKey key in file.Keys)
        {
            float[] strengths = [.. key.Strengths];
            foreach ((string name, float strength) in _options.Emotions) strengths[EmotionChannels.IndexOf(name)] = strength;
            keys.Add(new EmotionKey(key.TimeSeconds, strengths));
        }
        return keys;
    }

    private MediaOptions MediaOf(Line line) => line.AudioStream is { } stream ? _options.Media with { AudioStream = stream } : _options.Media;

    /// <summary>Rates of the voice inside the game's file; empty when it holds none.</summary>
    private IReadOnlyList<int> VoiceRatesHz => _options.Format.Description.VoiceSampleRatesHz;

    private async ValueTask<ReadOnlyMemory<byte>?> ReadVoiceAsync(Line line, CancellationToken cancellation)
    {
        return VoiceRatesHz.Count == 0 ? null : await _media.ReadWaveAsync(line.InputPath, VoiceRatesHz, MediaOf(line), cancellation).ConfigureAwait(false);
    }

    private EditedTrack Edit(RigTrack mapped, LineEdits edits, string inputSha256)
    {
        // A moving mesh is written as the model gives it: no channel stands in it.
        if (_faceOptions.Detail == FaceDetail.Mesh) return TrackEditor.Refuse(mapped, edits, "the format writes the model's own mesh, which has no channels");
        return TrackEditor.Apply(mapped, edits, inputSha256, _mapper.Complete);
    }

    private ProvenanceRecord RecordOf(Line line, string inputSha256, double durationSeconds, int frameCount)
    {
        FaceModelInfo model = _model.Info;
        return new ProvenanceRecord
        {
            Tool = _options.Tool,
            InputName = line.InputName,
            InputSha256 = inputSha256,
            DurationSeconds = durationSeconds,
            ModelName = model.Name,
            ModelVersion = model.Version,
            ModelLicence = model.Licence,
            ModelSha256 = model.Sha256,
            ModelIdentity = model.Identity,
            FaceParameters = model.FaceParameters,
            Solver = model.Solver,
            InferenceRateFps = model.InferenceRateFps,
            ProfileId = _options.Profile.Id,
            ProfileVersion = _options.Profile.Version.ToString(),
            ProfileLicence = _options.Profile.License,
            ProfileSha256 = _options.Profile.Sha256,
            PluginId = _options.Plugin.Id,
            PluginVersion = _options.Plugin.Version,
            PluginLicence = _options.Plugin.License,
            PluginSha256 = _options.Plugin.IsBuiltIn ? null : _options.Plugin.Sha256,
            Format = _options.Format.Description.Id,
            FormatOptions = _options.FormatOptions,
            Mesh = _mesh,
            FrameRateFps = _options.FrameRateFps,
            FrameCount = frameCount,
            CleanSound = _options.Media.CleanSound,
            Seed = _options.Seed,
            FaceExtras = _options.FaceExtras && model.TakesExtras,
            Expressiveness = _options.Expressiveness,
            EyeLook = _options.EyeLook,
            Emotions = line.Emotions is null ? _faceOptions.Emotions : _options.Emotions,
            EmotionFile = line.Emotions,
            EmotionModel = _model.EmotionInfo,
        };
    }

    private static void WriteProvenance(ProvenanceRecord record, OutputSet output)
    {
        IReadOnlyList<(string Name, long LengthBytes, string Sha256)> outputs = output.Seal();
        using Stream stream = output.CreateProvenance();
        record.Write(stream, outputs);
    }

    private static string HashInput(Line line)
    {
        try
        {
            return FileHash.Compute(line.InputPath).Sha256;
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw new ModkitException(PipelineIssues.InputVanished(line.InputName), exception);
        }
    }
}
