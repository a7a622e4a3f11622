namespace BlueGreen.Tests.Plans.Fakes;

/// <summary>A migration runner that plans can name.</summary>
internal sealed class FakeMigrations(string name = "fake:migrations") : IMigrationRunner
{
    public ProviderIdentity Identity { get; } = new(name, "1");

    public Task<Observed<MigrationStatus>> ReadAsync(OperationContext operation, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StepReport> MigrateAsync(MigrationPhase phase, OperationContext operation, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StepReport> RevertAsync(OperationContext operation, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task CancelAsync(OperationContext operation, CancellationToken cancellationToken) => throw new NotSupportedException();
}
