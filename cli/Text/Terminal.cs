using System.Buffers;
using System.Text;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Cli.Text;

/// <summary>Where the program speaks: results on one writer, talk on the other. Used by one thread at a time.</summary>
/// <param name="output">Takes results.</param>
/// <param name="error">Takes everything else.</param>
/// <param name="isInteractive">Whether a person watches <paramref name="error"/>.</param>
/// <param name="hasColour">Whether colour may be used there.</param>
internal sealed class Terminal(TextWriter output, TextWriter error, bool isInteractive, bool hasColour)
{
    private const string Red = "31";
    private const string Yellow = "33";

    /// <summary>The process's own streams; colour only for people who did not refuse it (https://no-color.org).</summary>
    public static Terminal OfProcess()
    {
        bool isInteractive = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        bool refusesColour = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new Terminal(Console.Out, Console.Error, isInteractive, isInteractive && !refusesColour)
        {
            Input = isInteractive && !Console.IsInputRedirected ? Console.In : null,
        };
    }

    /// <summary>Where a person answers, or null when nobody can be asked.</summary>
    public TextReader? Input { get; init; }

    /// <summary>Results as JSON lines instead of text.</summary>
    public bool IsJson { get; set; }

    /// <summary>Whether details and stack traces are wanted.</summary>
    public bool IsVerbose { get; set; }

    /// <summary>Whether a person watches.</summary>
    public bool IsInteractive => isInteractive;

    /// <summary>Takes results.</summary>
    public TextWriter Output => output;

    /// <summary>Takes talk.</summary>
    public TextWriter Error => error;

    /// <summary>One line of a result.</summary>
    public void Result(string line = "") => output.WriteLine(line);

    /// <summary>A table of results.</summary>
    public void Result(TextTable table) => table.Write(output);

    /// <summary>One line of talk.</summary>
    public void Say(string line) => error.WriteLine(line);

    /// <summary>Talk that stays on its line.</summary>
    public void SayInPlace(string text)
    {
        error.Write(text);
        error.Flush();
    }

    /// <summary>Asks a person; whatever is not a clear yes is a no.</summary>
    public bool Ask(string question)
    {
        if (Input is null) return false;
        SayInPlace($"{question} [y/N] ");
        return Input.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    /// <summary>One line for an issue.</summary>
    public void Report(Issue issue)
    {
        string text = issue.ToString();
        int word = text.IndexOf(' ', StringComparison.Ordinal);
        string colour = issue.Severity == IssueSeverity.Error ? Red : Yellow;
        error.WriteLine(hasColour ? $"\x1b[{colour}m{text[..word]}\x1b[0m{text[word..]}" : text);
    }

    /// <summary>One JSON object on a line of its own; its first member is <c>event</c>.</summary>
    public void Event(string name, Action<Utf8JsonWriter> writeMembers)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("event", name);
            writeMembers(json);
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
        output.Flush();
    }

    /// <summary>The issues that stopped the command: as an <c>error</c> event or as lines of talk.</summary>
    public void ReportFailure(IReadOnlyList<Issue> issues)
    {
        if (IsJson) Event("error", json => json.WriteIssues("issues", issues));
        else foreach (Issue issue in issues) Report(issue);
    }
}
