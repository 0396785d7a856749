using System.Globalization;
using Audio2Face.Modkit.Cli.Inspection;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Inference;

namespace Audio2Face.Modkit.Cli.Models;

/// <summary>Says what is known of a model.</summary>
internal static class ModelDescription
{
    private const double Mebibyte = 1024 * 1024;

    /// <param name="terminal">Where.</param>
    /// <param name="info">What is known.</param>
    /// <param name="place">Where it lies.</param>
    /// <param name="trial">How it does here, or null when that was not tried.</param>
    /// <param name="withCard">Whether its model card is wanted too.</param>
    public static void Write(Terminal terminal, FaceModelInfo info, ModelPlace place, ModelTrial? trial, bool withCard)
    {
        if (terminal.IsJson)
        {
            WriteEvent(terminal, info, place, trial, withCard);
            return;
        }
        terminal.Result($"{$"{info.Name} {info.Version}".TrimEnd()}  ({place})");
        terminal.Result($"  kind        {info.Kind}");
        terminal.Result($"  licence     {info.Licence}");
        terminal.Result($"  allows      {LicenceUse.Of(info)}");
        terminal.Result(string.Create(CultureInfo.InvariantCulture, $"  size        {info.SizeBytes / 1024.0:N0} KiB"));
        terminal.Result($"  sha256      {info.Sha256}");
        terminal.Result(string.Create(CultureInfo.InvariantCulture, $"  look-ahead  {info.LookAheadSeconds:0.###} s"));
        terminal.Result($"  tongue      {(info.HasTongue ? "16 channels" : info.Kind == "emotion" ? "none: it has no face; --emotion-model takes it" : "none but tongueOut")}");
        if (info.Identities.Count > 0) terminal.Result($"  faces       {string.Join(", ", info.Identities)}: --identity NAME");
        if (info.EmotionSettings.Count > 0) terminal.Result($"  hears by    {string.Join(", ", info.EmotionSettings.Select(setting => string.Create(CultureInfo.InvariantCulture, $"{setting.Key} {setting.Value}")))}: --emotion-settings NAME=VALUE");
        terminal.Result($"  device      {info.Device}");
        if (trial is { } here)
        {
            terminal.Result(string.Create(CultureInfo.InvariantCulture, $"  speed       {here.TimesRealTime:G3} x real time on one thread here"));
            terminal.Result(string.Create(CultureInfo.InvariantCulture, $"  memory      {here.MemoryBytes / Mebibyte:N0} MiB, the whole program"));
        }
        foreach (string note in info.Notes) terminal.Result($"  note        {note}");
        // A list of several models would be hard to read with it.
        if (trial is not null || place.Origin == ModelOrigin.Folder) FaceSettingReport.Write(terminal, info);
        if (withCard && info.ModelCard is { } card) terminal.Result("\n" + card.TrimEnd() + "\n");
    }

    private static void WriteEvent(Terminal terminal, FaceModelInfo info, ModelPlace place, ModelTrial? trial, bool withCard) => terminal.Event("model", json =>
    {
        json.WriteString("name", info.Name);
        json.WriteString("place", place.Origin == ModelOrigin.BuiltIn ? "built-in" : place.Name);
        if (place.Origin == ModelOrigin.BuiltIn) json.WriteString("builtInName", place.Name);
        if (place.Origin == ModelOrigin.Added) json.WriteString("addedName", place.Name);
        json.WriteString("kind", info.Kind);
        json.WriteString("version", info.Version);
        json.WriteString("licence", info.Licence);
        json.WriteString("allows", LicenceUse.Of(info));
        json.WriteString("sha256", info.Sha256);
        json.WriteNumber("bytes", info.SizeBytes);
        json.WriteRounded("lookAheadSeconds", info.LookAheadSeconds);
        json.WriteBoolean("hasTongue", info.HasTongue);
        json.WriteStrings("identities", info.Identities);
        FaceSettingReport.WriteMembers(json, info);
        json.WriteStartObject("emotionSettings");
        foreach ((string name, float value) in info.EmotionSettings) json.WriteRounded(name, value);
        json.WriteEndObject();
        json.WriteString("device", info.Device);
        if (trial is { } here)
        {
            json.WriteRounded("timesRealTime", here.TimesRealTime);
            json.WriteNumber("memoryBytes", here.MemoryBytes);
        }
        json.WriteStrings("notes", info.Notes);
        if (withCard) json.WriteString("card", info.ModelCard);
    });
}
