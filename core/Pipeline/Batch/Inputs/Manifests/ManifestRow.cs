namespace Audio2Face.Modkit.Pipeline;

/// <summary>A row of a manifest.</summary>
/// <param name="Line">Where it begins in the file, counted from 1.</param>
/// <param name="Cells">A text for each of <see cref="ManifestColumns.All"/>; null: there is none.</param>
internal readonly record struct ManifestRow(int Line, string?[] Cells)
{
    public string? this[int column] => Cells[column];
}
