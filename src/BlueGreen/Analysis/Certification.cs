namespace BlueGreen.Analysis;

/// <summary>When green is taken for good enough: its odds of failing are below a multiple of blue's, beyond what chance explains. With it a good release need not wait for the end of a bake.</summary>
public sealed record Certification
{
    /// <summary>The multiple of blue's odds that green is shown to stay below; above 1. Default: 2. Closer to 1 takes much longer.</summary>
    public Factor Limit { get; init; } = Factor.Of(2);

    /// <summary>The share of releases at the limit that may ever be certified. Default: 5%.</summary>
    public Percentage WrongCertifications { get; init; } = Percentage.Of(5);

    /// <summary>What is set against the limit: as good as blue, better by a third, and a little worse.</summary>
    internal double[] Alternatives => [1, 2.0 / 3, Math.Cbrt(Limit.Times)];

    /// <inheritdoc/>
    public override string ToString() => $"below {Limit} at {WrongCertifications}";
}
