using System.CommandLine;
using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference;
using Audio2Face.Modkit.Pipeline;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>Opens every profile, format and model the lines of a batch need, each once: all lines share a model's session.</summary>
internal sealed class BatchTreatments(Workbench bench, ParseResult parsed, BatchOptions options) : IAsyncDisposable
{
    private readonly BatchRequest _request = new(parsed, options);
    private readonly Dictionary<string, ModelOpening> _models = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Profile Profile, FormatLease Lease, LineOptions Options, OutputTemplate? Template, FaceModel Model)> _profiles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Treatment> _treatments = new(StringComparer.Ordinal);

    /// <summary>Begins to open the model of the run's own profile: nothing else takes as long.</summary>
    /// <exception cref="ModkitException">The profile cannot be used.</exception>
    public void Begin() => OpenModel(bench.Profiles.Load(_request.Profile));

    /// <summary>How a source is made.</summary>
    /// <exception cref="ModkitException">Its profile, format, settings or model cannot be used.</exception>
    public async ValueTask<Treatment> GetAsync(BatchSource source)
    {
        string profile = source.Profile ?? _request.Profile;
        string mood = string.Join(' ', source.Emotions.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}")));
        string key = $"{profile}\n{mood}";
        if (_treatments.TryGetValue(key, out Treatment? treatment)) return treatment;
        if (!_profiles.TryGetValue(profile, out var opened)) opened = _profiles[profile] = await OpenAsync(profile);
        Dictionary<string, float> emotions = new(opened.Options.Emotions, StringComparer.OrdinalIgnoreCase);
        foreach ((string name, float strength) in source.Emotions) emotions[name] = strength;
        LineOptions lineOptions = opened.Options with { Emotions = emotions, MeasuresFigures = true };
        return _treatments[key] = new Treatment(new LineAnimator(bench.Media, opened.Model, lineOptions), lineOptions, opened.Template);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ModelOpening model in _models.Values) await model.DisposeAsync();
        foreach (var opened in _profiles.Values) opened.Lease.Dispose();
    }

    private async Task<(Profile, FormatLease, LineOptions, OutputTemplate?, FaceModel)> OpenAsync(string name)
    {
        Profile profile = bench.Profiles.Load(name);
        ModelOpening opening = OpenModel(profile);
        FormatLease lease = _request.Lease(bench.Plugins, profile);
        try
        {
            LineOptions lineOptions = _request.OptionsFor(profile, lease);
            OutputTemplate? template = _request.TemplateFor(profile, lease.Format.Description, Path.GetFullPath(parsed.GetValue(options.Output)!));
            FaceModel model = await opening.Model;
            foreach (string note in model.Notes) bench.Terminal.Say(note);
            return (profile, lease, lineOptions, template, model);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>The model as a profile wants it: profiles that want the same face share it.</summary>
    private ModelOpening OpenModel(Profile profile)
    {
        FaceModelOptions wanted = options.Line.ReadModel(parsed, profile);
        string key = string.Create(CultureInfo.InvariantCulture, $"{profile.Model.Identity}\n{profile.Model.Solver}\n")
            + string.Join('\n', profile.Model.Face.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}")));
        if (!_models.TryGetValue(key, out ModelOpening? opening))
            opening = _models[key] = new ModelOpening(parsed.GetValue(options.Line.Model), parsed.GetValue(options.Line.Device), wanted);
        return opening;
    }
}
