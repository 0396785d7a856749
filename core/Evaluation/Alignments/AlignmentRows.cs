using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Evaluation.Alignments;

/// <summary>Takes rows as they stand in a file, makes phones of them and collects what is wrong.</summary>
internal sealed class AlignmentRows(string fileName)
{
    /// <summary>Neighbours may overlap by so much: files round.</summary>
    private const double RoundingSeconds = 0.0005;

    /// <summary>More complaints about one file help nobody.</summary>
    private const int MostIssues = 20;

    private readonly List<Phone> _phones = [];
    private readonly List<Issue> _issues = [];
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);

    /// <summary>Adds one row.</summary>
    public void Add(int line, string start, string end, string label)
    {
        string place = Place(line);
        if (!TryParse(start, out double startSeconds) || !TryParse(end, out double endSeconds))
        {
            Report(EvaluationIssues.BadRow(place, $"'{start} {end}' is not a start and an end in seconds."));
            return;
        }
        if (startSeconds < 0 || endSeconds <= startSeconds)
        {
            Report(EvaluationIssues.BadRow(place, $"'{start} {end}' has no length, or begins before the recording."));
            return;
        }
        if (_phones.Count > 0 && startSeconds < _phones[^1].EndSeconds - RoundingSeconds)
        {
            Report(EvaluationIssues.OutOfOrder(place, startSeconds, _phones[^1].EndSeconds));
            return;
        }
        string? name = PhoneTable.Fold(label);
        if (name is null && _unknown.Add(label)) Report(EvaluationIssues.UnknownPhone(place, label));
        _phones.Add(new Phone(startSeconds, endSeconds, name ?? Phone.Silence));
    }

    /// <summary>Adds a row that is none.</summary>
    public void AddBroken(int line, string reason) => Report(EvaluationIssues.BadRow(Place(line), reason));

    /// <summary>The phones.</summary>
    /// <exception cref="ModkitException">EVA03, EVA04, EVA05, EVA07: everything wrong with the rows.</exception>
    public IReadOnlyList<Phone> Finish()
    {
        if (_issues.Count > 0) throw new ModkitException(_issues);
        return _phones.Count > 0 ? _phones : throw new ModkitException(EvaluationIssues.NotReadable(fileName, "There is no phone in the file."));
    }

    public static bool TryParse(string text, out double seconds) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out seconds)
        && double.IsFinite(seconds);

    private string Place(int line) => string.Create(CultureInfo.InvariantCulture, $"{fileName}:{line}");

    private void Report(Issue issue)
    {
        if (_issues.Count < MostIssues) _issues.Add(issue);
    }
}
