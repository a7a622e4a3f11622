namespace BlueGreen;

/// <summary>Moves the database that blue and green share. Thread-safe; keeps other runners out by itself.</summary>
public interface IMigrationRunner : IProvider
{
    /// <summary>Reads which migrations are applied, pending or were left half done.</summary>
    /// <param name="operation">On whose behalf.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<Observed<MigrationStatus>> ReadAsync(OperationContext operation, CancellationToken cancellationToken);

    /// <summary>
    /// Runs the pending migrations of one phase, in order. Long work: repeated under the same operation it resumes after the last finished migration, and
    /// looks before it repeats a statement that cannot run in a transaction. Cancellation stops it at a statement boundary, and then throws.
    /// </summary>
    /// <param name="phase">Which migrations.</param>
    /// <param name="operation">Carries the write token; a runner that fences checks it in the migration's own transaction.</param>
    /// <param name="cancellationToken">Asks to stop at the next statement boundary.</param>
    /// <returns>What the operation ran, in this call and in earlier ones.</returns>
    /// <exception cref="ProviderException">A statement failed; the status says where.</exception>
    Task<StepReport> MigrateAsync(MigrationPhase phase, OperationContext operation, CancellationToken cancellationToken);

    /// <summary>Undoes, with their own down scripts, the expand migrations that <paramref name="operation"/>'s rollout applied or left half done. Repeatable.</summary>
    /// <param name="operation">Carries the write token.</param>
    /// <param name="cancellationToken">Asks to stop at the next statement boundary.</param>
    /// <exception cref="ProviderException">A migration cannot be reverted, or a statement failed.</exception>
    Task<StepReport> RevertAsync(OperationContext operation, CancellationToken cancellationToken);

    /// <summary>
    /// Settles a run: when it returns, no statement of that operation is running or will run, whatever has to be ended for that. The token is newer than
    /// the run's and keeps it out. Works on another host and after a crash.
    /// </summary>
    /// <param name="operation">The operation that the run had.</param>
    /// <param name="cancellationToken">Stops waiting; the caller will ask again.</param>
    /// <exception cref="ProviderException">It cannot be said that the run is settled.</exception>
    Task CancelAsync(OperationContext operation, CancellationToken cancellationToken);
}
