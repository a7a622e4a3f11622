using System.Collections.Immutable;
using BlueGreen.Journal;

namespace BlueGreen.Testing;

/// <summary>What became of a rollout in a <see cref="VirtualWorld"/>.</summary>
public sealed record VirtualWorldResult
{
    /// <summary>How it ended; null when it was still waiting for somebody after the world's patience.</summary>
    public required RolloutOutcome? Outcome { get; init; }

    /// <summary>Why it ended so, or what it waits for.</summary>
    public required string Reason { get; init; }

    /// <summary>Everything that happened.</summary>
    public required ImmutableArray<JournalEntry> Journal { get; init; }

    /// <summary>The same, with what users had been served by then.</summary>
    public required ImmutableArray<VirtualMoment> Timeline { get; init; }

    /// <summary>How long it took, in virtual time.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Requests of users, to blue and to green.</summary>
    public required long RequestsServed { get; init; }

    /// <summary>Those of them that failed, at blue and at green.</summary>
    public required long ErrorsServed { get; init; }

    /// <summary>Requests of users to green.</summary>
    public required long GreenRequestsServed { get; init; }

    /// <summary>Those of them that failed.</summary>
    public required long GreenErrorsServed { get; init; }

    /// <summary>From the moment at which green got bad to the decision to roll back; null when it did not get bad or was not rolled back.</summary>
    public required TimeSpan? OnsetToDecision { get; init; }

    /// <summary>From the moment at which green got bad to the moment at which blue had everybody back; null as above.</summary>
    public required TimeSpan? OnsetToRollback { get; init; }

    /// <summary>Outcome, reason and timeline, a line each: what one wants to read when a test fails.</summary>
    public override string ToString() => $"{Outcome?.ToString() ?? "open"}: {Reason}{Environment.NewLine}{string.Join(Environment.NewLine, Timeline)}";
}
