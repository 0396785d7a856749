using System.CommandLine;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Inference;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>The model of <c>a2f watch</c>, opened again only when the profile wants another face of it.</summary>
internal sealed class WatchedModel(ParseResult parsed, AnimateOptions options, Terminal terminal) : IAsyncDisposable
{
    private ModelOpening? _opening;
    private Profile? _profile;
    private bool _isTold;

    /// <summary>Begins to open the model as a profile wants it, unless it is open so.</summary>
    public async ValueTask OpenAsync(Profile profile)
    {
        if (_opening is not null && !ProfileComparison.Compare(_profile!.CanonicalText, profile.CanonicalText).Any(IsOfModel)) return;
        FaceModelOptions wanted = options.ReadModel(parsed, profile);
        await DisposeAsync();
        _profile = profile;
        _opening = new ModelOpening(parsed.GetValue(options.Model), parsed.GetValue(options.Device), wanted);
    }

    /// <summary>The model as a profile wants it; what there is to note of it is said when it is new.</summary>
    public async ValueTask<FaceModel> GetAsync(Profile profile)
    {
        await OpenAsync(profile);
        FaceModel model = await _opening!.Model;
        if (!_isTold) foreach (string note in model.Notes) terminal.Say(note);
        _isTold = true;
        return model;
    }

    public async ValueTask DisposeAsync()
    {
        if (_opening is not null) await _opening.DisposeAsync();
        _opening = null;
        _isTold = false;
    }

    private static bool IsOfModel(ProfileDifference difference) => difference.Place == "model" || difference.Place.StartsWith("model.", StringComparison.Ordinal);
}
