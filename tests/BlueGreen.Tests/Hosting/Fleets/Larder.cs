using BlueGreen.Plans;

namespace BlueGreen.Tests.Hosting.Fleets;

/// <summary>Code that one program binds and another lacks: migrations, and a step of the user's own.</summary>
internal sealed class Larder : IMigrationRunner, ICustomStepHandler
{
    public ProviderIdentity Identity { get; } = new("larder", "1");

    public Task<Observed<MigrationStatus>> ReadAsync(OperationContext operation, CancellationToken cancellationToken) =>
        Task.FromResult(Observed.Known(new MigrationStatus([])));

    public Task<StepReport> MigrateAsync(MigrationPhase phase, OperationContext operation, CancellationToken cancellationToken) => Done();

    public Task<StepReport> RevertAsync(OperationContext operation, CancellationToken cancellationToken) => Done();

    public Task CancelAsync(OperationContext operation, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<StepReport> RunAsync(CustomStep step, OperationContext operation, CancellationToken cancellationToken) => Done();

    public Task<StepReport> UndoAsync(CustomStep step, OperationContext operation, CancellationToken cancellationToken) => Done();

    private static Task<StepReport> Done() => Task.FromResult(StepReport.Pass("done"));
}
