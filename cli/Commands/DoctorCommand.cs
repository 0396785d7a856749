using System.CommandLine;
using Audio2Face.Modkit.Cli.Doctor;
using Audio2Face.Modkit.Cli.Text;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f doctor</c>: what is there, what works, how to mend the rest.</summary>
internal static class DoctorCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("doctor", "Look at everything the program needs, and say how to mend what is missing.");
        command.SetAction(_ => Run(bench));
        return command;
    }

    private static int Run(Workbench bench)
    {
        Terminal terminal = bench.Terminal;
        List<Finding> findings = [];
        TextTable table = new("", "WHAT", "HOW IT IS");
        foreach (Finding finding in new Examination(bench).Run())
        {
            findings.Add(finding);
            table.Add(Mark(finding.State), finding.Thing, finding.Detail);
            if (finding.Mend.Length > 0) table.Add("", "", "-> " + finding.Mend);
            if (!terminal.IsJson) continue;
            terminal.Event("finding", json =>
            {
                json.WriteString("thing", finding.Thing.Trim());
                json.WriteString("state", finding.State switch { FindingState.Good => "good", FindingState.Absent => "absent", FindingState.Warning => "warning", _ => "broken" });
                json.WriteString("detail", finding.Detail);
                json.WriteString("mend", finding.Mend);
            });
        }
        bool works = findings.TrueForAll(finding => finding.State != FindingState.Broken);
        if (!terminal.IsJson)
        {
            terminal.Result(table);
            terminal.Result();
            terminal.Result(works ? "The main job works: a WAV recording becomes a game file." : "The main job does not work yet: mend what is marked 'NO'.");
        }
        return works ? ExitCodes.Success : ExitCodes.MissingDependency;
    }

    private static string Mark(FindingState state) => state switch
    {
        FindingState.Good => "ok",
        FindingState.Absent => "-",
        FindingState.Warning => "!",
        _ => "NO",
    };
}
