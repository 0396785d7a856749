using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Audio2Face.Modkit.Abstractions;
using static Audio2Face.Modkit.Pipeline.Tests.Batch.ReportLines;

namespace Audio2Face.Modkit.Pipeline.Tests.Batch;

/// <summary>The three kinds of report; how the page behaves in a browser is tests/batch/report-page.</summary>
public sealed partial class ReportFileTests : IDisposable
{
    private const string Evil = "</script><script>alert(1)</script>.lip";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_is_RFC_4180_and_no_cell_is_a_formula()
    {
        LedgerEntry entry = Entry("a,b.lip", issues: Warning("MED18", "He said \"no\".")) with { Input = "=HYPERLINK(\"x\")", Speaker = "+1", Language = "@x", Text = "-two\r\nlines" };
        string[] table = Write("report.csv", Report(entry)).Split("\r\n");
        Assert.Equal("state,concern,reason,line,input,seconds,closures,jitter,moving,peak_mm,errors,warnings,codes,profile,format,speaker,language,text,curve", table[0].TrimStart('\uFEFF'));
        Assert.Equal(
            "done,warning,\"MED18: He said \"\"no\"\".\",\"a,b.lip\",\"'=HYPERLINK(\"\"x\"\")\",3,3,0.16,0.9,20,0,1,MED18,skyrim,lip-skyrim,\"'+1\",\"'@x\",\"'-two",
            table[1]);
        Assert.Equal("lines\",0AKe0", table[2]);
        Assert.Equal("", table[3]);
        Assert.Equal(4, table.Length);
    }

    [Fact]
    public void Data_has_every_line_with_its_figures_and_issues()
    {
        LedgerEntry entry = Entry("a.lip", issues: Warning("MED18")) with { Text = "\u05e9\u05dc\u05d5\u05dd \u202e \u65e5\u672c", Speaker = "Anna" };
        using JsonDocument json = JsonDocument.Parse(Write("report.json", Report(entry, Entry("b.lip", LedgerState.Failed, issues: Error("MED03")))));
        JsonElement report = json.RootElement, line = report.GetProperty("lines")[1];
        Assert.Equal(("modkit-batch-report", 1, "my mod", "2026-11-22T03:04:05Z"),
            (report.GetProperty("format").GetString(), report.GetProperty("version").GetInt32(), report.GetProperty("title").GetString(), report.GetProperty("lastUtc").GetString()));
        Assert.Equal(1, report.GetProperty("states").GetProperty("failed").GetInt32());
        Assert.Equal("Mend it.", report.GetProperty("failures")[0].GetProperty("hint").GetString());
        Assert.Equal(("done", "warning", "\u05e9\u05dc\u05d5\u05dd \u202e \u65e5\u672c", "0AKe0", 3), (line.GetProperty("state").GetString(), line.GetProperty("concern").GetString(), line.GetProperty("text").GetString(),
            line.GetProperty("figures").GetProperty("curve").GetString(), line.GetProperty("figures").GetProperty("closures").GetInt32()));
        Assert.Equal("MED18", line.GetProperty("issues")[0].GetProperty("code").GetString());
    }

    [Fact]
    public void A_page_needs_nothing_but_itself_and_allows_no_other_script()
    {
        string page = Write("report.html", Report(Entry("a.lip")));
        string script = InlineScript().Match(page).Groups[1].Value, style = InlineStyle().Match(page).Groups[1].Value;
        Assert.Contains($"script-src 'sha256-{HashOf(script)}'", page, StringComparison.Ordinal);
        Assert.Contains($"style-src 'sha256-{HashOf(style)}'", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        // The namespace of SVG is a name, not an address.
        Assert.Equal(["http://www.w3.org/2000/svg"], Address().Matches(page).Select(match => match.Value).Distinct());
        Assert.DoesNotContain("innerHTML", script, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hostile_name_stays_inside_the_data()
    {
        LedgerEntry entry = Entry(Evil, issues: Warning("MED18", Evil)) with { Text = Evil, Speaker = "<!--", Input = "{style}{data}" };
        string page = Write("report.html", BatchReport.Of("<b>{data}{script}", [ReportLine.Of(entry)]));
        Assert.Equal(2, page.Split("<script").Length - 1);
        Assert.Equal(2, page.Split("</script>").Length - 1);
        Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);
        Assert.Contains("<title>&lt;b&gt;{data}{script} - batch report</title>", page, StringComparison.Ordinal);
        using JsonDocument data = JsonDocument.Parse(Data().Match(page).Groups[1].Value);
        Assert.Equal("<b>{data}{script}", data.RootElement.GetProperty("title").GetString());
        Assert.Equal(Evil, data.RootElement.GetProperty("rows")[0][3].GetString());
        Assert.Equal("{style}{data}", data.RootElement.GetProperty("rows")[0][4].GetString());
    }

    [Fact]
    public void The_same_lines_give_the_same_bytes_and_a_folder_that_is_missing_is_made()
    {
        LedgerEntry[] entries = [.. Enumerable.Range(0, 20).Select(i => Entry($"{i}.lip", figures: Figures(jitter: 0.1 + (0.05 * i)), issues: i % 3 == 0 ? [Warning("MED18")] : []))];
        foreach (string name in (string[])["new/r.html", "new/r.csv", "new/r.json"])
        {
            string once = Write(name, Report(entries));
            Assert.Equal(once, Write(name, Report([.. entries.Reverse()])));
        }
    }

    [Fact]
    public void Another_kind_of_file_is_refused_before_the_work()
    {
        Assert.Equal("BAT13", Assert.Throws<ModkitException>(() => ReportFile.CheckName("report.pdf")).Issues.Single().Code);
        ReportFile.CheckName("Report.HTML");
    }

    private string Write(string name, BatchReport report)
    {
        string path = Path.Combine(_folder.Path, name);
        ReportFile.Write(report, path);
        return new UTF8Encoding().GetString(File.ReadAllBytes(path));
    }

    private static string HashOf(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex InlineScript();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex InlineStyle();

    [GeneratedRegex("<script type=\"application/json\" id=\"report\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Data();

    [GeneratedRegex("https?://[^'\"\\s]+")]
    private static partial Regex Address();
}
