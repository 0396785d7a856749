using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Keys of emotions as a YAML list: each a map of <c>time_seconds</c> and strengths by emotion; an emotion that a key does not name is 0 there.</summary>
internal static class EmotionYaml
{
    public static void Read(string text, ProfileIssueList issues, EmotionKeyList keys)
    {
        YamlNode? root = YamlTreeReader.ReadAny(text, issues);
        if (root is null) return;
        if (root is not YamlList list)
        {
            issues.Add(root, place => EmotionIssues.BadLayout(place, "it is not a list of keys"));
            return;
        }
        foreach (YamlNode item in list.Items)
        {
            if (item is YamlMap map) ReadKey(map, issues, keys);
            else issues.Add(item, place => EmotionIssues.BadLayout(place, "an entry is not of the form 'time_seconds: 1.5, joy: 0.8'"));
            if (keys.IsFull) return;
        }
    }

    private static void ReadKey(YamlMap map, ProfileIssueList issues, EmotionKeyList keys)
    {
        double? seconds = null;
        float[] strengths = new float[EmotionChannels.All.Count];
        if (!map.Entries.Any(entry => EmotionKeyList.IsTime(entry.Key.Text))) issues.Add(map, place => EmotionIssues.BadLayout(place, $"a key has no '{EmotionKeyList.TimeName}'"));
        foreach (YamlEntry entry in map.Entries)
        {
            string name = entry.Key.Text, value = entry.Value is YamlScalar { IsPlain: true } scalar ? scalar.Text : "...";
            if (EmotionKeyList.IsTime(name)) seconds = keys.Seconds(entry.Value.Line, entry.Value.Column, value);
            else if (EmotionChannels.IndexOf(name) is >= 0 and int index) strengths[index] = keys.Strength(entry.Value.Line, entry.Value.Column, value, EmotionChannels.All[index]);
            else issues.Add(entry.Key, place => EmotionIssues.UnknownEmotion(place, name));
        }
        keys.Add(map.Line, map.Column, seconds, strengths);
    }
}
