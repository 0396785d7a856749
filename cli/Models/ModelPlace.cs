namespace Audio2Face.Modkit.Cli.Models;

/// <summary>Where a model lies, and what to call it.</summary>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Name">What <c>--model</c> takes.</param>
internal readonly record struct ModelPlace(ModelOrigin Origin, string Name)
{
    public override string ToString() => Origin switch
    {
        ModelOrigin.BuiltIn => $"inside the program: --model {Name}",
        ModelOrigin.Added => $"added: --model {Name}",
        _ => Name,
    };
}
