namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>A state of the schema that the journal keeps: what is expected from then on.</summary>
public sealed record KeptSchema
{
    /// <summary>The schema.</summary>
    public required DatabaseSchema Schema { get; init; }

    /// <summary>When it was kept, by the database's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why: <c>found</c> before a first run or after an interrupted one, <c>apply</c>, <c>revert</c>, or <c>accept</c> by a person.</summary>
    public required string Origin { get; init; }

    /// <summary>The migration's part after which it was kept; null where it was found or accepted.</summary>
    public string? Migration { get; init; }

    /// <summary>The rollout; null when a person did it.</summary>
    public RolloutId? Rollout { get; init; }

    /// <summary>Who accepted it; null otherwise.</summary>
    public string? By { get; init; }

    /// <summary>Why it was accepted; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Schema.Fingerprint}, {(Migration is null ? Origin : $"{Origin} {Migration}")}{(By is null ? "" : $" by {By}: {Reason}")}, {At:yyyy-MM-dd HH:mm:ss}Z");
}
