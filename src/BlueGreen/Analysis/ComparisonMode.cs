namespace BlueGreen.Analysis;

/// <summary>How the errors of green and blue can be compared.</summary>
public enum ComparisonMode
{
    /// <summary>By counts, with <see cref="ErrorComparison"/>: requests fail independently of one another.</summary>
    Conditional,

    /// <summary>By signs, with <see cref="RobustErrorComparison"/>: errors come in bursts that are private to one side.</summary>
    Robust,

    /// <summary>Not at all: the two sides differ although they are the same version.</summary>
    None,
}
