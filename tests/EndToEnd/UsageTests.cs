using Audio2Face.Modkit.Cli;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>Wrong use names the nearest right one and ends with 2.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("USE01", "'animate'", "animat", "x.wav")]
    [InlineData("USE02", "'--profile'", "animate", "x.wav", "--profil", "arkit")]
    [InlineData("USE02", "'--json'", "limits", "--jsn")]
    [InlineData("USE03", "limits --help", "limits", "more")]
    [InlineData("USE03", "INPUT", "animate")]
    [InlineData("USE03", "--fps", "animate", "x.wav", "--fps", "fast")]
    [InlineData("USE03", "--fps", "animate", "x.wav", "--fps", "0")]
    [InlineData("USE03", "--expressiveness", "animate", "x.wav", "--expressiveness", "2.5")]
    [InlineData("USE03", "--expressiveness", "watch", "x.wav", "--expressiveness", "-1")]
    [InlineData("USE03", "--seed", "animate", "x.wav", "--seed", "1.5")]
    [InlineData("USE03", "--output", "plot", "x.wav")]
    [InlineData("USE03", "is empty", "animate", "")]
    [InlineData("USE03", "is empty", "animate", "x.wav", "-o", "")]
    [InlineData("USE04", "joy=2", "animate", "x.wav", "--emotion", "joy=2")]
    [InlineData("USE04", "joy=0,5", "animate", "x.wav", "--emotion", "joy=0,5")]
    [InlineData("USE04", "NAME=STRENGTH", "animate", "x.wav", "--emotion", "joy")]
    [InlineData("USE05", "'sadness'", "animate", "x.wav", "--emotion", "sadnes=0.5")]
    [InlineData("USE08", ".png", "plot", "x.wav", "-o", "curves.gif")]
    public async Task Wrong_use_is_explained(string code, string word, params string[] arguments)
    {
        A2f.Outcome outcome = (await A2f.RunAsync(arguments)).Expect(ExitCodes.WrongUse);
        Assert.StartsWith($"error {code}: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(word, outcome.Error, StringComparison.Ordinal);
        Assert.Equal("", outcome.Output);
    }

    [Fact]
    public async Task A_folder_without_recordings_is_named()
    {
        A2f.Outcome outcome = (await A2f.RunAsync("animate", _scene.Folder)).Expect(ExitCodes.WrongUse);
        Assert.Contains("USE06", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_project_overwrites_nothing()
    {
        _scene.Text("mine.txt", "mine");
        A2f.Outcome outcome = (await A2f.RunAsync("plugin", "new", "own-form", "--folder", _scene.Folder)).Expect(ExitCodes.WrongUse);
        Assert.Contains("USE23", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(["mine.txt"], _scene.Names);
    }

    [Theory]
    [InlineData("trust", "modkit.unreel", "'modkit.unreal'")]
    [InlineData("check", "no-such-folder", "plugin.json")]
    public async Task A_plugin_that_is_not_there_is_told(string verb, string name, string word)
    {
        A2f.Outcome outcome = (await A2f.RunAsync("plugin", verb, name)).Expect(ExitCodes.WrongUse);
        Assert.Contains("USE22", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(word, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trust_that_cannot_be_remembered_is_not_given()
    {
        // A file where the user's folder should be.
        Dictionary<string, string> environment = new() { ["A2F_DATA"] = Path.Combine(_scene.Text("data", "x"), "below") };
        A2f.Outcome outcome = await A2f.StartAsync(_scene.Folder, environment, "plugin", "trust", "modkit.unreal", "--dev", "--yes");
        Assert.Contains("USE21", outcome.Expect(ExitCodes.WrongUse).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_channel_names_the_nearest()
    {
        A2f.Outcome outcome = (await A2f.RunAsync("plot", _scene.Voice("v.wav", 0.5), "-o", _scene["v.svg"], "--channels", "jawOpen,mouthClosed")).Expect(ExitCodes.WrongUse);
        Assert.Contains("USE07", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("'mouthClose'", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(["v.wav"], _scene.Names);
    }

    [Theory]
    [InlineData("animate", "--profile", "arkt", ExitCodes.Profile, "'arkit'")]
    [InlineData("animate", "--to", "livelink-cvs", ExitCodes.Plugin, "'livelink-csv'")]
    public async Task An_unknown_name_names_the_nearest(string command, string option, string value, int exitCode, string near)
    {
        A2f.Outcome outcome = (await A2f.RunAsync(command, _scene.Voice("v.wav", 0.5), option, value)).Expect(exitCode);
        Assert.Contains(near, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_use_with_json_is_an_event()
    {
        A2f.Outcome outcome = (await A2f.RunAsync("limits", "--jsonn", "--json")).Expect(ExitCodes.WrongUse);
        Assert.Equal("USE02", outcome.Events("error").Single().GetProperty("issues")[0].GetProperty("code").GetString());
        Assert.Equal("", outcome.Error);
    }

    [Fact]
    public async Task A_file_that_is_nothing_we_know_is_said()
    {
        A2f.Outcome outcome = (await A2f.RunAsync("inspect", _scene["gone.csv"])).Expect(ExitCodes.WrongUse);
        Assert.Contains("USE09", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fault_of_the_program_is_one_line_and_its_trace_only_on_request(bool isVerbose)
    {
        using StringWriter error = new();
        string[] arguments = isVerbose ? ["limits", "--verbose"] : ["limits"];
        int exitCode = await Application.RunAsync(arguments, new Terminal(new BrokenWriter(), error, isInteractive: false, hasColour: false), TestPaths.Home);
        Assert.Equal(ExitCodes.ProgramFault, exitCode);
        Assert.StartsWith("error USE10: ", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(isVerbose, error.ToString().Contains("   at ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, "\u001b[31merror\u001b[0m USE01")]
    [InlineData(false, "error USE01")]
    public async Task Colour_is_for_those_who_want_it(bool hasColour, string start)
    {
        using StringWriter error = new();
        await Application.RunAsync(["nonsense"], new Terminal(TextWriter.Null, error, isInteractive: false, hasColour), TestPaths.Home);
        Assert.StartsWith(start, error.ToString(), StringComparison.Ordinal);
    }

    private sealed class BrokenWriter : StringWriter
    {
        public override void WriteLine(string? value) => throw new InvalidTimeZoneException("broken on purpose");

        public override void Write(char[] buffer, int index, int count) => throw new InvalidTimeZoneException("broken on purpose");
    }
}
