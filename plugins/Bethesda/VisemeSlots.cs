namespace Audio2Face.Modkit.Plugins.Bethesda;

/// <summary>
/// The other way to fill a Fallout 4 file: 43 targets of which the first 16 are Skyrim's visemes and the rest stay at 0, as the game's
/// own tools write for heads on FaceGen defaults.
/// </summary>
internal static class VisemeSlots
{
    public const string OptionName = "layout", Phonemes = "phonemes", Visemes = "visemes", Choices = "phonemes, visemes";

    /// <summary>For each phoneme the viseme that shows it, by the visemes' names; -1 for silence. Ours, not the game's.</summary>
    private static readonly int[] _visemeOfPhoneme = [.. new[]
    {
        "Eee", "I", "Eh", "Eh", "Aah", "BigAah", "BigAah", "Aah", "Aah", "Oh", "Oh", "Oh", "OohQ", "OohQ", "R", "Eh", // IY..AX
        "DST", "ChJSh", "DST", "ChJSh", "FV", "Th", "FV", "Th", "BMP", "N", "N", "N", "R", "W", "I", "Eh", // S..HH
        "BMP", "DST", "ChJSh", "K", "BMP", "DST", "K", "ChJSh", "", "", "DST", // B..FLAP
    }.Select(Slot)];

    /// <summary>Adds each phoneme's weight to its viseme, at most 1 in each; modifiers stay.</summary>
    public static LipFile FromPhonemes(LipFile file)
    {
        int columns = file.Layout.Channels.Count;
        float[] values = new float[file.Values.Length];
        for (int row = 0; row < values.Length; row += columns)
        {
            ReadOnlySpan<float> phonemes = file.Values.AsSpan(row, columns);
            Span<float> slots = values.AsSpan(row, columns);
            phonemes[_visemeOfPhoneme.Length..].CopyTo(slots[_visemeOfPhoneme.Length..]);
            for (int i = 0; i < _visemeOfPhoneme.Length; i++)
            {
                int slot = _visemeOfPhoneme[i];
                if (slot >= 0) slots[slot] = Math.Min(1, slots[slot] + phonemes[i]);
            }
        }
        return file with { Values = values };
    }

    private static int Slot(string viseme)
    {
        for (int i = 0; i < LipLayout.Skyrim.TargetCount; i++)
        {
            if (LipLayout.Skyrim.Channels[i].Name == viseme) return i;
        }
        return -1;
    }
}
