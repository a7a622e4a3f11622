namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>On whose behalf migrations run.</summary>
/// <param name="Application">Whose tokens are compared; empty for a person.</param>
/// <param name="Rollout">The rollout; null for a person.</param>
/// <param name="Operation">The operation; null for a person.</param>
/// <param name="Token">The write token; null for a person, who is not fenced.</param>
/// <param name="HoldsLease">Whether the driver still holds its lease.</param>
internal sealed record RunContext(string Application, RolloutId? Rollout, OperationId? Operation, WriteToken? Token, Func<bool> HoldsLease)
{
    public static RunContext Person { get; } = new("", null, null, null, static () => true);

    /// <summary>The old version; null where there is none, and for a person.</summary>
    public Deployment? Blue { get; private init; }

    /// <summary>The new version; null for a person.</summary>
    public Deployment? Green { get; private init; }

    /// <summary>How long the caller waits.</summary>
    public TimeSpan TimeLeft { get; private init; }

    public static RunContext Of(OperationContext operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return new(operation.Application, operation.Rollout, operation.Operation, operation.Token, operation.HoldsLease) { Blue = operation.Blue, Green = operation.Green, TimeLeft = operation.TimeLeft };
    }

    /// <summary>Where a run may stop: between statements.</summary>
    public void Boundary(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!HoldsLease())
        {
            throw ProviderException.Transient($"Migrating as {Operation} stopped at a statement boundary: the driver lost its lease. Who has it now goes on.");
        }
    }
}
