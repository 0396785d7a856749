namespace Audio2Face.Modkit.Abstractions;

/// <summary>Takes the files of one line from a format. The host chooses folders and names.</summary>
public interface IFormatOutput
{
    /// <summary>Opens the file that goes by the line's name and this extension, for writing from its start.</summary>
    /// <param name="extension">Extension with its dot, letters, digits, '.', '-' and '_' alone; each only once per line.</param>
    /// <returns>A seekable stream. The format disposes it when the file is complete.</returns>
    Stream Create(string extension);
}
