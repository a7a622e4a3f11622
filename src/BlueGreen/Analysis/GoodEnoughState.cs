namespace BlueGreen.Analysis;

/// <summary>The evidence that green is good enough: a checkpoint.</summary>
/// <param name="Odds">That its odds of failing are below the limit.</param>
/// <param name="Share">That the share of its requests that fail is below the one stated; null where none is.</param>
/// <param name="Highest">The highest value of both together so far, as a natural logarithm.</param>
public sealed record GoodEnoughState(EvidenceState Odds, EvidenceState? Share, double Highest);
