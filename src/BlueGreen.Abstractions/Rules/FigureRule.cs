namespace BlueGreen;

/// <summary>A limit for a figure of this run as a multiple of the same figure of the baseline.</summary>
/// <param name="Figure">The figure's name, such as <c>response_time</c>.</param>
/// <param name="Better">Which way it is good.</param>
/// <param name="Limit">Worse beyond this multiple: above it where lower is better, below it where higher is better.</param>
public sealed record FigureRule(string Figure, FigureDirection Better, Factor Limit)
{
    /// <summary>Up to this value, in the figure's own unit, it is never worse where lower is better: a baseline of zero would forbid everything else. Default: 0.</summary>
    public double Unless { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Figure} {(Better == FigureDirection.Lower ? ">" : "<")} {Limit}";
}
