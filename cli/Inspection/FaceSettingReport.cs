using System.Globalization;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Inference;

namespace Audio2Face.Modkit.Cli.Inspection;

/// <summary>What can be set on a model's face, and how it is set.</summary>
internal static class FaceSettingReport
{
    /// <summary>As a table; nothing for models that have nothing to set.</summary>
    public static void Write(Terminal terminal, FaceModelInfo info)
    {
        if (info.Solver is { } solver) terminal.Result($"  solver      {NameOf(solver)}; --solver {NameOf(Enum.GetValues<FaceSolver>().First(other => other != solver))} takes the other");
        if (info.FaceParameters.Count == 0) return;
        terminal.Result($"  parameters  {(info.Identity is { } identity ? $"of {identity}, " : "")}set with --face NAME=VALUE:");
        TextTable table = new("    NAME", "VALUE", "FROM..TO", "UNIT", "WHAT IT DOES");
        foreach (FaceParameter parameter in FaceParameter.All)
            table.Add("    " + parameter.Name, Text(info.FaceParameters[parameter.Name]), $"{Text(parameter.Minimum)}..{Text(parameter.Maximum)}", parameter.Unit, parameter.Summary);
        terminal.Result(table);
    }

    /// <summary>As members of an event.</summary>
    public static void WriteMembers(Utf8JsonWriter json, FaceModelInfo info)
    {
        json.WriteString("solver", info.Solver is { } solver ? NameOf(solver) : null);
        json.WriteStartArray("faceParameters");
        foreach (FaceParameter parameter in info.FaceParameters.Count == 0 ? [] : FaceParameter.All)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            json.WriteNumber("value", info.FaceParameters[parameter.Name]);
            json.WriteNumber("minimum", parameter.Minimum);
            json.WriteNumber("maximum", parameter.Maximum);
            json.WriteString("unit", parameter.Unit);
            json.WriteString("summary", parameter.Summary);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string NameOf(FaceSolver solver) => solver.ToString().ToLowerInvariant();

    private static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);
}
