namespace BlueGreen;

/// <summary>Travels with every call to a provider: on whose behalf it acts, and until when.</summary>
public sealed record OperationContext
{
    /// <summary>The rollout.</summary>
    public required RolloutId Rollout { get; init; }

    /// <summary>The application whose traffic moves.</summary>
    public required string Application { get; init; }

    /// <summary>The step of the plan, or the phase of the engine, that makes the call.</summary>
    public required string Step { get; init; }

    /// <summary>The operation. A repeated call after a crash carries the same one.</summary>
    public required OperationId Operation { get; init; }

    /// <summary>Orders this write among all writes of the application. Reads carry the token of the latest intent.</summary>
    public required WriteToken Token { get; init; }

    /// <summary>When the operation's intent was journaled; stays the same when the call is repeated.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the caller stops waiting, by the store's clock. The call's cancellation token is cancelled then; what it did by then is read back.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>How long the caller waits from the moment of the call. Measure this rather than compare <see cref="Deadline"/> with a clock of your own: clocks differ.</summary>
    public required TimeSpan TimeLeft { get; init; }

    /// <summary>
    /// Whether the driver still holds its lease. Long work that sends many requests asks before each of them, because a cancellation can arrive late.
    /// </summary>
    public Func<bool> HoldsLease { get; init; } = static () => true;

    /// <summary>The release that is rolled out.</summary>
    public required Release Release { get; init; }

    /// <summary>The deployment that was live at the start; null in an application's first rollout, and before it is known.</summary>
    public Deployment? Blue { get; init; }

    /// <summary>The candidate; null before it is deployed.</summary>
    public Deployment? Green { get; init; }

    /// <summary>The deployment of this rollout with that identifier, or null.</summary>
    /// <param name="id">Blue's or green's identifier.</param>
    public Deployment? Find(DeploymentId id) => Blue?.Id == id ? Blue : Green?.Id == id ? Green : null;
}
