using System.Text.RegularExpressions;

namespace Audio2Face.Modkit.Architecture.Tests;

/// <summary>Every error code is written once, explained in docs/errors.md and triggered by a test.</summary>
public sealed partial class ErrorCodeTests
{
    private static readonly Dictionary<string, string> _roomOfPrefix = new()
    {
        ["BAT"] = "core/Pipeline/",
        ["BET"] = "plugins/Bethesda/",
        ["BIO"] = "plugins/Bioware/",
        ["CRV"] = "plugins/Interchange/",
        ["CUE"] = "plugins/Classic2D/",
        ["EDT"] = "core/Pipeline/",
        ["EMO"] = "core/Retargeting/",
        ["EVA"] = "core/Evaluation/",
        ["FBX"] = "plugins/Interchange/",
        ["FMT"] = "plugins/",
        ["GDT"] = "plugins/Godot/",
        ["INP"] = "core/Pipeline/",
        ["ITP"] = "plugins/Interplay/",
        ["MAP"] = "core/Retargeting/",
        ["MED"] = "core/Media/",
        ["MEX"] = "plugins/MassEffect/",
        ["MHC"] = "plugins/Unreal/",
        ["MMD"] = "plugins/Mmd/",
        ["MOD"] = "core/Inference/",
        ["MSH"] = "core/Meshes/",
        ["OUT"] = "core/Pipeline/",
        ["PAK"] = "core/Retargeting/",
        ["PCK"] = "core/Pipeline/",
        ["PLG"] = "core/Retargeting/",
        ["PRO"] = "core/Retargeting/",
        ["SET"] = "setup.sh",
        ["SRC"] = "plugins/Source/",
        ["UNY"] = "plugins/Unity/",
        ["USD"] = "plugins/Usd/",
        ["USE"] = "cli/",
        ["VRM"] = "plugins/Vrm/",
    };

    [Fact]
    public void A_code_is_written_once()
    {
        IEnumerable<string> twice = Codes().GroupBy(code => code.Code).Where(group => group.Count() > 1)
            .Select(group => $"{group.Key} in {string.Join(", ", group.Select(code => code.Path))}");
        Findings.None(twice);
    }

    [Fact]
    public void A_code_stays_in_its_room()
    {
        IEnumerable<string> strayed = Codes()
            .Where(code => !_roomOfPrefix.TryGetValue(code.Code[..3], out string? room) || !code.Path.StartsWith(room, StringComparison.Ordinal))
            .Select(code => $"{code.Code} in {code.Path}");
        Findings.None(strayed);
    }

    [Fact]
    public void The_page_explains_exactly_the_codes_there_are_in_order()
    {
        string[] explained = [.. Row().Matches(Repository.Read("docs/errors.md")).Select(match => match.Groups[1].Value)];
        string[] codes = [.. Codes().Select(code => code.Code).Distinct()];
        Findings.None(codes.Except(explained).Select(code => $"{code} has no row"));
        Findings.None(explained.Except(codes).Select(code => $"{code} has a row but is nowhere"));
        Assert.Equal(explained.Order(StringComparer.Ordinal), explained);
    }

    [Fact]
    public void Every_code_is_triggered_by_a_test()
    {
        string tests = string.Concat(Repository.Sources("tests").Where(path => path != "tests/Architecture/ErrorCodeTests.cs").Select(Repository.Read));
        HashSet<string> mentioned = [.. AnyCode().Matches(tests).Select(match => match.Value)];
        Findings.None(Codes().Select(code => code.Code).Distinct().Where(code => !mentioned.Contains(code)).Select(code => $"{code} is in no test"));
    }

    private static List<(string Code, string Path)> Codes()
    {
        List<(string, string)> codes = [];
        // ExitCodes judges codes that other rooms write.
        foreach (string path in Repository.Sources("core", "cli", "plugins").Where(path => path != "cli/ExitCodes.cs"))
        {
            codes.AddRange(CodeLiteral().Matches(Repository.Read(path)).Select(match => (match.Groups[1].Value, path)));
        }
        // Set-up speaks before there is a program; its codes are words of a script.
        codes.AddRange(SetupCode().Matches(Repository.Read("setup.sh")).Select(match => (match.Value, "setup.sh")));
        return codes;
    }

    [GeneratedRegex("\"([A-Z]{3}[0-9]{2})\"")]
    private static partial Regex CodeLiteral();

    [GeneratedRegex(@"\b[A-Z]{3}[0-9]{2}\b")]
    private static partial Regex AnyCode();

    [GeneratedRegex(@"\bSET[0-9]{2}\b")]
    private static partial Regex SetupCode();

    [GeneratedRegex(@"^\| ([A-Z]{3}[0-9]{2}) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
