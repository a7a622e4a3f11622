namespace BlueGreen.Reporting;

/// <summary>The way back.</summary>
public sealed record RollbackRecord
{
    /// <summary>When it was decided.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>How, for people to read.</summary>
    public required string Strategy { get; init; }

    /// <summary>The trigger that tripped, if one did.</summary>
    public string? Rule { get; init; }

    /// <summary>Who asked for it, if somebody did.</summary>
    public string? By { get; init; }

    /// <summary>The incident that it belongs to.</summary>
    public string? Incident { get; init; }

    /// <summary>Where the breach began that led to it; null when none did.</summary>
    public DateTimeOffset? BreachSince { get; init; }

    /// <summary>When the router read back that green has nothing; null when green had nothing, or still has.</summary>
    public DateTimeOffset? TrafficBackAt { get; init; }
}
