namespace Quickstart.Results;

/// <summary>The last line of standard output.</summary>
internal sealed record SummaryDocument(IReadOnlyList<RolloutFigures> Rollouts);
