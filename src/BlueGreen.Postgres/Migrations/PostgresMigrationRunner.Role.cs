using BlueGreen.Postgres.Migrations.Journal;
using BlueGreen.Postgres.Migrations.Running;

namespace BlueGreen.Postgres.Migrations;

/// <content>Its part in a rollout.</content>
public sealed partial class PostgresMigrationRunner
{
    /// <inheritdoc/>
    public async Task<Observed<MigrationStatus>> ReadAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        try
        {
            return Observed.Known(await ReadAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (ProviderException e)
        {
            return Observed.Unknown<MigrationStatus>(e.Message);
        }
    }

    /// <inheritdoc/>
    public Task<StepReport> MigrateAsync(MigrationPhase phase, OperationContext operation, CancellationToken cancellationToken) =>
        AsProviderAsync(() => MigrateAsync(phase, RunContext.Of(operation), cancellationToken));

    /// <inheritdoc/>
    public Task<StepReport> RevertAsync(OperationContext operation, CancellationToken cancellationToken) =>
        AsProviderAsync(() => RevertAsync(row => row.Rollout == operation.Rollout.Value, RunContext.Of(operation), cancellationToken));

    /// <inheritdoc/>
    public async Task CancelAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        var what = $"Settling {operation?.Operation}";
        var context = RunContext.Of(operation!);
        var connection = await _opener.ConnectAsync(what, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                await Journal.EnsureAsync(connection, cancellationToken).ConfigureAwait(false);
                await new RunSettler(_environment, connection, context).SettleAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (MigrationFailure.Concerns(e))
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw MigrationFailure.Connecting(what, _environment.Database, e);
            }
        }
    }

    private Task<StepReport> MigrateAsync(MigrationPhase phase, RunContext context, CancellationToken cancellationToken) =>
        WorkAsync($"Migrating ({phase})", context, session => new MigrationRun(session).MigrateAsync(phase, cancellationToken), cancellationToken);

    private Task<StepReport> RevertAsync(Func<JournalRow, bool> chosen, RunContext context, CancellationToken cancellationToken) =>
        WorkAsync("Reverting", context, session => new RevertRun(session).RevertAsync(chosen, cancellationToken), cancellationToken);

    /// <summary>What a run says of its migrations, in the words of a provider.</summary>
    private static async Task<StepReport> AsProviderAsync(Func<Task<StepReport>> run)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (InvalidMigrationsException e)
        {
            throw ProviderException.Permanent(e.Message, e);
        }
    }
}
