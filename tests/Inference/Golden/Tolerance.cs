namespace Audio2Face.Modkit.Inference.Tests.Golden;

/// <summary>How far two numbers may lie apart: |a - b| &lt;= absolute + relative x |b|. All zero: they must be equal.</summary>
internal readonly record struct Tolerance(double Absolute, double Relative)
{
    public double At(double expected) => Absolute + (Relative * Math.Abs(expected));

    public override string ToString() => this == default ? "exact" : Relative == 0
        ? FormattableString.Invariant($"{Absolute:0.#e+0}") : FormattableString.Invariant($"{Absolute:0.#e+0} + {Relative:0.#e+0} |b|");
}
