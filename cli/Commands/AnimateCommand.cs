using System.CommandLine;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Inference;
using Audio2Face.Modkit.Pipeline;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f animate</c>: recordings in, game files out.</summary>
internal sealed class AnimateCommand(Workbench bench, AnimateOptions options)
{
    private Terminal Terminal => bench.Terminal;

    public static Command Create(Workbench bench)
    {
        Command command = new("animate", "Turn voice recordings into game-ready facial animation.");
        AnimateOptions options = new();
        options.AddTo(command);
        command.SetAction(new AnimateCommand(bench, options).RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        AnimateRequest request = AnimateRequest.Read(parsed, options);
        Profile profile = bench.Profiles.Load(request.Profile);
        await using ModelOpening opening = new(parsed.GetValue(options.Model), parsed.GetValue(options.Device), options.ReadModel(parsed, profile));
        using FormatLease lease = request.Lease(bench.Plugins, profile);
        LineOptions lineOptions = request.OptionsFor(profile, lease);
        IReadOnlyList<Line> lines = request.Plan(profile, lease.Format.Description);

        FaceModel model = await opening.Model;
        foreach (string note in model.Notes) Terminal.Say(note);
        LineAnimator animator = new(bench.Media, model, lineOptions);
        LineReports reports = new(Terminal, lineOptions);
        using ProgressDisplay progress = ProgressDisplay.Start(Terminal, lines.Count);
        try
        {
            await foreach (LineResult result in LineRunner.RunAsync(animator, lines, request.JobsFor(lines.Count), progress, cancellation)) progress.Show(() => reports.Add(result));
        }
        finally
        {
            progress.Dispose();
        }
        return reports.Finish();
    }
}
