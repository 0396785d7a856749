using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Media;
using Audio2Face.Modkit.Pipeline;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>What the user asked for on every line, and what that means for a profile and a format.</summary>
internal class LineRequest
{
    private readonly AnimateOptions _options;
    private readonly IReadOnlyDictionary<string, float> _emotions;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ModkitException">USE04, USE05: everything wrong of one kind.</exception>
    protected LineRequest(ParseResult parsed, AnimateOptions options)
    {
        (Parsed, _options) = (parsed, options);
        _emotions = EmotionParsing.Parse(parsed.GetValue(options.Emotions.Constant)!);
        Settings = SettingParsing.Parse(parsed.GetValue(options.Set)!);
    }

    /// <summary>What <c>--profile</c> says.</summary>
    public string Profile => Parsed.GetValue(_options.Profile)!;

    /// <summary>What <c>--set</c> says.</summary>
    protected IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>The command line.</summary>
    protected ParseResult Parsed { get; }

    /// <summary>The format's id: the user's, else the profile's.</summary>
    public string FormatOf(Profile profile) => Parsed.GetValue(_options.Format) ?? profile.Target.Format;

    /// <summary>That format, usable until the lease is disposed.</summary>
    /// <exception cref="ModkitException">No plugin has it, or the one that has it cannot be used.</exception>
    public FormatLease Lease(PluginHost plugins, Profile profile) =>
        plugins.Lease(FormatOf(profile), Parsed.GetValue(_options.Format) is null ? profile.Target.Plugin : null);

    /// <summary>Where a game looks for the files; null for a profile without such places, and for another format, to which a game's folders are of no use.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="description">The format.</param>
    /// <param name="modFolder">The folder of the mod.</param>
    /// <exception cref="ModkitException">OUT19.</exception>
    public OutputTemplate? TemplateFor(Profile profile, FormatDescription description, string modFolder) => profile.Output is { } game && description.Id == profile.Target.Format
        ? new OutputTemplate(game, LineSettings.Resolve(Settings, profile, description).OutputVariables, modFolder)
        : null;

    /// <summary>What is done with every line.</summary>
    /// <exception cref="ModkitException">The settings, frame rate or character file do not fit the format.</exception>
    public LineOptions OptionsFor(Profile profile, FormatLease lease)
    {
        FormatDescription description = lease.Format.Description;
        return new LineOptions
        {
            Profile = profile,
            Format = lease.Format,
            Plugin = lease.Plugin,
            FrameRateFps = FrameRate.Choose(Parsed.GetValue(_options.FrameRate), profile.Timing.FrameRateFps, description),
            FormatOptions = LineSettings.Resolve(Settings, profile, description).FormatOptions,
            Mesh = Parsed.GetValue(_options.Mesh) is { } mesh ? MeshFile.Read(mesh, description) : null,
            Media = new MediaOptions
            {
                AudioStream = Parsed.GetValue(_options.AudioStream),
                MaximumMinutes = Parsed.GetValue(_options.MaximumMinutes) ?? Limits.ClipMinutes,
                CleanSound = Parsed.GetValue(_options.CleanSound),
            },
            Seed = Parsed.GetValue(_options.Seed) ?? 0,
            FaceExtras = !Parsed.GetValue(_options.NoExtras),
            Expressiveness = (float)(Parsed.GetValue(_options.Expressiveness) ?? 1),
            EyeLook = Parsed.GetValue(_options.EyeLook),
            Emotions = _emotions,
            Overwrite = Parsed.GetValue(_options.Overwrite),
            WriteProvenance = !Parsed.GetValue(_options.NoProvenance),
            Tool = ProgramVersion.Full,
        };
    }
}
