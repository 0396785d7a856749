namespace Audio2Face.Modkit.Cli.Models;

/// <summary>A model the user has added: what <c>--model NAME</c> means.</summary>
/// <param name="Name">Its name: small letters, digits, dots, dashes and underscores.</param>
/// <param name="Folder">Where its files lie, an absolute path.</param>
/// <param name="IsUnpacked">Whether the program unpacked it there, and so may delete it.</param>
/// <param name="Licence">The licence the user agreed to.</param>
/// <param name="Files">Its files as they were then.</param>
internal sealed record RegisteredModel(string Name, string Folder, bool IsUnpacked, string Licence, IReadOnlyList<ModelFile> Files);
