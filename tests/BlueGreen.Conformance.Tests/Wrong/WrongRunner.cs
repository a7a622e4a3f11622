namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>A migration runner that does some things otherwise than the right one.</summary>
internal sealed class WrongRunner(IMigrationRunner right) : IMigrationRunner
{
    public Func<OperationContext, CancellationToken, Task<Observed<MigrationStatus>>> Read { get; init; } = right.ReadAsync;

    public Func<MigrationPhase, OperationContext, CancellationToken, Task<StepReport>> Migrate { get; init; } = right.MigrateAsync;

    public Func<OperationContext, CancellationToken, Task<StepReport>> Revert { get; init; } = right.RevertAsync;

    public Func<OperationContext, CancellationToken, Task> Cancel { get; init; } = right.CancelAsync;

    public ProviderIdentity Identity { get; init; } = right.Identity;

    public Task<Observed<MigrationStatus>> ReadAsync(OperationContext operation, CancellationToken cancellationToken) => Read(operation, cancellationToken);

    public Task<StepReport> MigrateAsync(MigrationPhase phase, OperationContext operation, CancellationToken cancellationToken) => Migrate(phase, operation, cancellationToken);

    public Task<StepReport> RevertAsync(OperationContext operation, CancellationToken cancellationToken) => Revert(operation, cancellationToken);

    public Task CancelAsync(OperationContext operation, CancellationToken cancellationToken) => Cancel(operation, cancellationToken);
}
