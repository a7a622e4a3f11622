namespace BlueGreen.Events;

/// <summary>The rollout turns back. From here on no forward step is taken.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Strategy">How.</param>
/// <param name="Outcome">What it will end as.</param>
public sealed record RollbackStarted(string Reason, RollbackStrategy Strategy, RolloutOutcome Outcome) : RolloutEvent
{
    /// <summary>The trigger that tripped, if one did.</summary>
    public string? Rule { get; init; }

    /// <summary>Who asked for it, if somebody did.</summary>
    public string? By { get; init; }

    /// <summary>The incident that it belongs to.</summary>
    public string? Incident { get; init; }
}
