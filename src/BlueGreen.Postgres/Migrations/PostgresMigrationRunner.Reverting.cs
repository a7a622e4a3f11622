using BlueGreen.Postgres.Migrations.Reverting;
using BlueGreen.Postgres.Migrations.Running;

namespace BlueGreen.Postgres.Migrations;

/// <content>Reverting by hand: first what it would do and take away, then the deed.</content>
public sealed partial class PostgresMigrationRunner
{
    /// <summary>How long a person waits for another runner to end; whoever it is changes what was planned.</summary>
    private static readonly TimeSpan PatienceOfPerson = TimeSpan.FromSeconds(5);

    /// <summary>Says what undoing one migration with its downs would do: statements, the migrations that need it, what refers to it, and the data that would be lost, counted. Changes nothing.</summary>
    /// <param name="migration">Its name, such as <c>0042_add_name</c>.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ProviderException">The database could not be read.</exception>
    public Task<RevertPlan> PlanRevertAsync(string migration, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(migration);
        return LookAsync("Planning a revert", async (connection, _) =>
        {
            await SessionSettings.ApplyAsync(connection, _environment.Options, cancellationToken).ConfigureAwait(false);
            return await new RevertPlanner(_environment, connection).PlanAsync(migration, cancellationToken).ConfigureAwait(false);
        }, cancellationToken);
    }

    /// <summary>
    /// Undoes what was planned, if the plan still holds: first the backup, then the downs, last first; in the end the schema is compared with what it was before the migration. After an interruption, plan again:
    /// what is left is undone then.
    /// </summary>
    /// <param name="plan">What <see cref="PlanRevertAsync"/> said, and was seen.</param>
    /// <param name="confirmation">Repeats the plan's token, and says who, why, and how it is backed up.</param>
    /// <param name="cancellationToken">Asks to stop at the next statement boundary.</param>
    /// <returns>A finding for each part, and one named <c>schema</c>, failed where the schema is not what it was before.</returns>
    /// <exception cref="RevertRefusedException">The token is not the plan's, the database has changed since, or the backup is missing or failed. Nothing was undone.</exception>
    /// <exception cref="InvalidMigrationsException">It cannot be reverted; all reasons are listed.</exception>
    /// <exception cref="ProviderException">Another runner works, or a statement failed; the status says where.</exception>
    public Task<StepReport> RevertAsync(RevertPlan plan, RevertConfirmation confirmation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(confirmation);
        ArgumentException.ThrowIfNullOrWhiteSpace(confirmation.By, nameof(confirmation));
        ArgumentException.ThrowIfNullOrWhiteSpace(confirmation.Reason, nameof(confirmation));
        GuardedRevert.Check(plan, confirmation);
        return WorkAsync($"Reverting {plan.Migration}", RunContext.Person, session => new GuardedRevert(session).RunAsync(plan, confirmation, cancellationToken), cancellationToken, PatienceOfPerson);
    }
}
