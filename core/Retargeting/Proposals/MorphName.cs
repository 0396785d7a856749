using System.Text;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>A morph's name without what exporters and rigs add to it.</summary>
/// <param name="Key">Letters and digits in lower case, without prefix and side: <c>mouthsmile</c>.</param>
/// <param name="Side">The side it names: -1 right, 1 left, 0 none.</param>
internal readonly record struct MorphName(string Key, int Side)
{
    /// <summary>Words before the real name that say nothing: <c>Genesis9__facs_bs_MouthSmileLeft_div2</c>.</summary>
    private static readonly string[] _prefixes =
        ["blendshape", "blendshapes", "morpher", "morph", "shape", "key", "facs", "bs", "ctrl", "expressions", "head", "face", "lod0", "mesh", "arkit", "mh", "exp", "rhubarb", "genesis9", "genesis8"];

    private static readonly string[] _suffixes = ["div2", "hd2", "hd3", "hd", "mesh", "geo", "shape"];

    /// <summary>The readings of a name, the most literal first.</summary>
    public static IEnumerable<MorphName> Readings(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string cut = WithoutPath(name);
        List<string> words = Words(cut);
        if (words.Count == 0) yield break;
        yield return new MorphName(string.Concat(words), 0);
        while (words.Count > 1 && _suffixes.Contains(words[^1])) words.RemoveAt(words.Count - 1);
        yield return new MorphName(string.Concat(words), 0);
        List<string> bare = [.. words];
        while (bare.Count > 1 && (_prefixes.Contains(bare[0]) || IsNumber(bare[0])))
        {
            bare.RemoveAt(0);
            yield return new MorphName(string.Concat(bare), 0);
        }
        foreach (List<string> form in (List<string>[])[words, bare])
        {
            foreach (int at in (int[])[form.Count - 1, 0, .. Enumerable.Range(1, Math.Max(0, form.Count - 2))])
            {
                int side = SideOf(form[at]);
                if (side == 0 || form.Count == 1) continue;
                yield return new MorphName(string.Concat(form.Where((_, i) => i != at)), side);
            }
        }
    }

    /// <summary>Cuts 'blendShape1.' and 'head_lod0_mesh__', but not the '.L' of a side.</summary>
    private static string WithoutPath(string name)
    {
        const int longestSide = 2;
        int dot = name.LastIndexOfAny(['.', ':', '|']), line = name.LastIndexOf("__", StringComparison.Ordinal);
        int cut = Math.Max(dot, line < 0 ? -1 : line + 1);
        return cut >= 0 && name.Length - cut - 1 > longestSide ? name[(cut + 1)..] : name;
    }

    private static int SideOf(string word) => word switch { "l" or "left" => 1, "r" or "right" => -1, _ => 0 };

    private static bool IsNumber(string word) => word.All(char.IsAsciiDigit);

    /// <summary>Words as signs and humps part them: eyeBlink_L is eye, blink, l; signs of other scripts stay together.</summary>
    private static List<string> Words(string name)
    {
        List<string> words = [];
        StringBuilder word = new();
        void End()
        {
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }

        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            bool isSign = !char.IsLetterOrDigit(c) && c < 0x80;
            bool isHump = char.IsUpper(c) && i > 0 && (char.IsLower(name[i - 1]) || char.IsDigit(name[i - 1]) || (char.IsUpper(name[i - 1]) && i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (isSign || isHump) End();
            if (!isSign) word.Append(char.ToLowerInvariant(c));
        }
        End();
        return words;
    }
}
