using System.Collections.Immutable;

namespace BlueGreen.Journal;

/// <summary>A request for leases.</summary>
/// <param name="Owner">The process incarnation: unique per start of a process, never reused.</param>
/// <param name="Duration">How long the leases last unless renewed.</param>
/// <param name="Maximum">How many at most.</param>
public sealed record ClaimRequest(string Owner, TimeSpan Duration, int Maximum)
{
    /// <summary>The highest event format that the claimer can read: a journal with an entry above it is left alone. Default: this library's.</summary>
    public int Schema { get; init; } = JournalJson.Schema;

    /// <summary>Only this application's rollouts; null for all.</summary>
    public string? Application { get; init; }

    /// <summary>Rollouts that the claimer cannot drive, because it has no plan for them: their epoch is not raised for nothing. Default: none.</summary>
    public ImmutableArray<RolloutId> Except { get; init; } = [];
}
