namespace BlueGreen;

/// <summary>
/// When green is taken for good enough: it is shown, beyond what chance explains, that its odds of failing are below a multiple of blue's. With it a good release need not wait for the end of a
/// fixed time, and a release of which too little is known yet does not go on.
/// </summary>
public sealed record Certification
{
    /// <summary>The multiple of blue's odds that green is shown to stay below; above 1. Default: 2. Closer to 1 takes much longer: 1.5 takes several times as many errors as 2.</summary>
    public Factor Limit { get; init; } = Factor.Of(2);

    /// <summary>The share of releases that are not good enough of which it may ever be said. Default: 5%. At 1% it takes half as long again.</summary>
    public Percentage WrongCertifications { get; init; } = Percentage.Of(5);

    /// <summary>
    /// A share of failing requests below which green is good enough whatever blue does; null for none. A service that hardly ever fails has no errors to compare: without this it would wait for
    /// them. About six times as many of green's requests are needed as one failure at this share takes on average, such as 6,000 for 0.1%.
    /// </summary>
    public Percentage? FailingLessThan { get; init; }

    /// <summary>Also takes green for good enough when fewer of its requests fail than a share, whatever blue does.</summary>
    /// <param name="share">Above 0% and below 100%.</param>
    public Certification OrFailsLessThan(Percentage share) => this with { FailingLessThan = share };

    /// <inheritdoc/>
    public override string ToString() =>
        $"below {Limit} blue's odds of failing{(FailingLessThan is { } share ? $" or failing less than {share}" : "")}, wrong in at most {WrongCertifications}";
}
