using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Pipeline;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f watch</c>: makes the outputs, and makes them again whenever what they are made from changes.</summary>
internal sealed class WatchCommand(Workbench bench, AnimateOptions options)
{
    private Terminal Terminal => bench.Terminal;

    public static Command Create(Workbench bench)
    {
        Command command = new("watch", "Animate, and again whenever a recording, the profile, edits or the plugin change, until Ctrl+C.");
        AnimateOptions options = new();
        options.AddTo(command);
        command.SetAction(new WatchCommand(bench, options).RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        AnimateRequest request = AnimateRequest.Read(parsed, options);
        WatchState state = new(request, bench.Profiles.Load(request.Profile));
        await using WatchedModel model = new(parsed, options, Terminal);
        await model.OpenAsync(state.Profile);
        // What does not exist at all ends the command, as in animate; what breaks later does not.
        IReadOnlyList<Line> lines;
        using (FormatLease lease = request.Lease(bench.Plugins, state.Profile))
        {
            _ = request.OptionsFor(state.Profile, lease);
            lines = request.Plan(state.Profile, lease.Format.Description);
        }
        _ = await model.GetAsync(state.Profile);

        string[] outputFolders = [.. lines.Select(line => Path.GetDirectoryName(Path.GetFullPath(line.Target.EditsPath))!).Distinct()];
        await using WatchFeed feed = new(bench.Plugins, parsed.GetValue(options.Inputs)!, PathOf(request.Profile), parsed.GetValue(options.Emotions.Track), outputFolders);
        Tell("watching", $"{state.Profile.Name} and {request.FormatOf(state.Profile)}", [], "; Ctrl+C ends");
        while (true)
        {
            await MakeAsync(state, model, feed, cancellation);
            Take(state, await feed.ReadAsync(cancellation), parsed);
            while (feed.TryRead(out WatchEvent next)) Take(state, next, parsed);
        }
    }

    private string? PathOf(string profile) =>
        File.Exists(profile) ? profile : bench.Profiles.List().FirstOrDefault(entry => entry.Name == profile || entry.Profile?.Id == profile)?.Path;

    /// <summary>Makes what is out of date. Stops between lines when there is news, so that the rest is made with it.</summary>
    private async Task MakeAsync(WatchState state, WatchedModel model, WatchFeed feed, CancellationToken cancellation)
    {
        try
        {
            using FormatLease lease = state.Request.Lease(bench.Plugins, state.Profile);
            LineOptions lineOptions = state.Request.OptionsFor(state.Profile, lease);
            OwnFile[] ownFiles = [.. state.OwnFiles.Select(file => new OwnFile(file.Key, file.Value))];
            List<Line> lines = [.. state.Request.Plan(state.Profile, lease.Format.Description).Where(state.IsOutOfDate).Select(line => line with { OwnFiles = ownFiles })];
            LineAnimator animator = new(bench.Media, await model.GetAsync(state.Profile), lineOptions);
            LineReports reports = new(Terminal, lineOptions);
            foreach (Line[] some in lines.Chunk(state.Request.JobsFor(Math.Max(1, lines.Count))))
            {
                await foreach (LineResult result in LineRunner.RunAsync(animator, some, some.Length, null, cancellation))
                {
                    reports.Add(result);
                    state.Finish(result);
                }
                if (feed.HasNews) return;
            }
            state.FinishAll();
        }
        catch (ModkitException exception)
        {
            Tell("nothing is made", "", exception.Issues);
        }
    }

    private void Take(WatchState state, WatchEvent happened, ParseResult parsed)
    {
        string name = Path.GetFileName(happened.Path);
        switch (happened.Kind)
        {
            case WatchEventKind.Plugin when happened.Plugin is { } change:
                Tell("plugin", change.Plugin.Id, change.Plugin.Issue is { } issue ? [issue] : [], $": {MeaningOf(change)}");
                if (change.Kind is PluginChangeKind.Added or PluginChangeKind.Changed && change.Plugin.Formats.Contains(state.Request.FormatOf(state.Profile))) state.Outdate();
                break;
            case WatchEventKind.Profile:
                try
                {
                    state.Profile = bench.Profiles.Load(state.Request.Profile);
                    state.Outdate();
                    Tell("profile", name, [], " changed");
                }
                catch (ModkitException exception)
                {
                    Tell("profile", name, exception.Issues, " cannot be used; the one before stays");
                }
                break;
            case WatchEventKind.Emotions when !state.OwnFiles.ContainsKey(happened.Path):
                Tell("emotions", name, [], " changed");
                state.Outdate();
                break;
            case WatchEventKind.Edits when state.RecordingEditedIn(happened.Path) is { } recording:
                Tell("edits", name, [], " changed");
                state.Outdate(recording);
                break;
            case WatchEventKind.Recording when !state.OwnFiles.ContainsKey(happened.Path):
                try
                {
                    bool isThere = File.Exists(happened.Path);
                    Tell("recording", name, [], !isThere ? " is gone" : state.Request.Includes(happened.Path) ? " changed" : " is new");
                    if (isThere) state.Outdate(happened.Path);
                    state.Request = AnimateRequest.Read(parsed, options);
                }
                catch (ModkitException exception)
                {
                    Tell("recording", name, exception.Issues, "");
                }
                break;
        }
    }

    private static string MeaningOf(PluginChange change) => change.Kind switch
    {
        PluginChangeKind.Added => $"is there now ({change.Plugin.State})",
        PluginChangeKind.Changed when change.Plugin.State == PluginState.Ready => "new code in use",
        PluginChangeKind.Changed => $"changed ({change.Plugin.State})",
        PluginChangeKind.Kept => "the code before stays in use",
        PluginChangeKind.Removed => "is gone",
        _ => "old code stays in memory",
    };

    private void Tell(string what, string name, IReadOnlyList<Issue> issues, string more = "")
    {
        if (Terminal.IsJson)
        {
            Terminal.Event("watch", json =>
            {
                json.WriteString("what", what);
                json.WriteString("name", name);
                json.WriteString("meaning", more.TrimStart(' ', ':', ';'));
                json.WriteIssues("issues", issues);
            });
            return;
        }
        Terminal.Say($"{what} {name}{more}");
        foreach (Issue issue in issues) Terminal.Report(issue);
    }
}
