using BlueGreen.Postgres.Migrations.Running;

namespace BlueGreen.Postgres.Migrations.Reverting;

/// <summary>Reverts what a person confirmed, if it still is what would happen; after the backup, and not without it.</summary>
internal sealed class GuardedRevert(MigrationSession session)
{
    /// <exception cref="RevertRefusedException">The confirmation is not this plan's, or a backup is missing.</exception>
    /// <exception cref="InvalidMigrationsException">Something stands against the plan.</exception>
    public static void Check(RevertPlan plan, RevertConfirmation confirmation)
    {
        if (!plan.Problems.IsEmpty)
        {
            throw new InvalidMigrationsException(plan.Problems);
        }

        if (confirmation.Token.Trim() != plan.Token)
        {
            throw new RevertRefusedException($"'{confirmation.Token}' does not confirm this revert of {plan.Migration}. Repeat '{plan.Token}' once you know what it takes away.");
        }

        if (plan.LosesData && confirmation is { Backup: null, WithoutBackup: null })
        {
            throw new RevertRefusedException(
                $"Reverting {plan.Migration} loses data ({string.Join(", ", plan.Losses.Where(loss => !loss.IsEmpty))}), and there is no backup. "
                + $"Give {nameof(RevertConfirmation)}.{nameof(RevertConfirmation.Backup)}, or say in {nameof(RevertConfirmation.WithoutBackup)} why none is needed.");
        }
    }

    public async Task<StepReport> RunAsync(RevertPlan plan, RevertConfirmation confirmation, CancellationToken cancellationToken)
    {
        await CompareAsync(plan, "", cancellationToken).ConfigureAwait(false);
        var backup = await BackUpAsync(plan, confirmation, cancellationToken).ConfigureAwait(false);
        if (confirmation.Backup is not null)
        {
            await CompareAsync(plan, $" The {backup} was taken and stays.", cancellationToken).ConfigureAwait(false);
        }

        return await new RevertRun(session).RevertAsync(row => row.Migration == plan.Migration, cancellationToken, $"by {confirmation.By}: {confirmation.Reason}; {backup}").ConfigureAwait(false);
    }

    /// <summary>What was confirmed must be what would happen now.</summary>
    private async Task CompareAsync(RevertPlan plan, string rest, CancellationToken cancellationToken)
    {
        var now = await new RevertPlanner(session.Environment, session.Connection).PlanAsync(plan.Migration, cancellationToken).ConfigureAwait(false);
        await session.ResetAsync(cancellationToken).ConfigureAwait(false);
        if (!now.Problems.IsEmpty)
        {
            throw new InvalidMigrationsException(now.Problems);
        }

        var isSame = RevertToken.DigitsOf(now.Token) == RevertToken.DigitsOf(plan.Token) && now.Losses.Length == plan.Losses.Length && now.Losses.Zip(plan.Losses, (one, other) => one.IsLike(other)).All(alike => alike);
        if (!isSame)
        {
            throw new RevertRefusedException(
                $"The database has changed since the revert of {plan.Migration} was planned: another migration or schema, or other data. Plan it again, and confirm '{now.Token}' if that is what you want.{rest}");
        }
    }

    private static async Task<string> BackUpAsync(RevertPlan plan, RevertConfirmation confirmation, CancellationToken cancellationToken)
    {
        if (confirmation.Backup is not { } backup)
        {
            return confirmation.WithoutBackup is { } why ? $"no backup: {why}" : "no backup: nothing to lose";
        }

        try
        {
            var where = await backup(plan, cancellationToken).ConfigureAwait(false);
            return string.IsNullOrWhiteSpace(where) ? throw new InvalidOperationException("It did not say where the backup is.") : $"backup {where}";
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RevertRefusedException($"The backup before reverting {plan.Migration} failed: {e.Message} Nothing was reverted. Mend the backup, or say in {nameof(RevertConfirmation.WithoutBackup)} why none is needed.", e);
        }
    }
}
