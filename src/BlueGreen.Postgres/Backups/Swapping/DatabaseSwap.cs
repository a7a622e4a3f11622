using BlueGreen.Postgres.Backups.Beside;
using BlueGreen.Postgres.Migrations.Running;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Backups.Swapping;

/// <summary>
/// Puts a copy in the place of the database that serves, by two renames in one transaction: whoever dies in the middle leaves all as it was. The database that served is kept under another name, and its comment says
/// what took its place: whoever dies after the transaction finds the swap done.
/// </summary>
internal sealed class DatabaseSwap(BackupSource source)
{
    private const string Maintenance = "postgres";
    private static readonly TimeSpan EndAgain = TimeSpan.FromMilliseconds(50);

    public Task<SwapPlan> PlanAsync(RestoredCopy copy, CancellationToken cancellationToken) => source.Of(Maintenance).WorkAsync("Planning a swap", async server =>
    {
        await CheckAsync(server, copy, cancellationToken).ConfigureAwait(false);
        return new SwapPlan
        {
            Database = source.Database,
            Copy = copy,
            Losses = await new LossCounter(source, source.Of(copy.Name), copy.Backup).CountAsync(cancellationToken).ConfigureAwait(false),
            Sessions = await server.ExecuteScalarAsync<long>(new("select count(*) from pg_stat_activity where datname = @name", new { name = source.Database }, cancellationToken: cancellationToken)).ConfigureAwait(false),
        };
    }, cancellationToken);

    /// <returns>What the database that served is called now.</returns>
    public async Task<string> RunAsync(SwapPlan plan, string token, CancellationToken cancellationToken)
    {
        if (token.Trim() != plan.Token)
        {
            throw new SwapRefusedException($"'{token}' does not confirm this swap of {plan.Database}. Repeat '{plan.Token}' once you know what it takes away.");
        }

        if (await FormerAsync(plan.Copy, cancellationToken).ConfigureAwait(false) is { } former)
        {
            return former;
        }

        var now = await PlanAsync(plan.Copy, cancellationToken).ConfigureAwait(false);
        if (plan.Database != source.Database || !now.IsLike(plan))
        {
            throw new SwapRefusedException($"{plan.Database} has changed since the swap was planned: other rows would be lost. Plan it again, and confirm '{now.Token}' if that is what you want.");
        }

        await RefuseBesideMigrationsAsync(cancellationToken).ConfigureAwait(false);
        var aside = new CopyMark(SideName.Former(source.Database, source.Clock.GetUtcNow()), CopyState.Former, source.Database, plan.Copy.Backup.Name) { ReplacedBy = plan.Copy.Name };
        try
        {
            return await source.Of(Maintenance).WorkAsync("Swapping databases", async server =>
            {
                await RenameAsync(server, plan.Copy, aside, cancellationToken).ConfigureAwait(false);
                return aside.Name;
            }, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException e) when (e.IsTransient)
        {
            // The answer to the commit may be what was lost.
            if (await FormerAsync(plan.Copy, CancellationToken.None).ConfigureAwait(false) is { } done)
            {
                return done;
            }

            throw;
        }
    }

    private Task<string?> FormerAsync(RestoredCopy copy, CancellationToken cancellationToken) =>
        source.Of(Maintenance).WorkAsync("Looking for a swap that was done", server => CopySurvey.FormerAsync(server, source.Database, copy, cancellationToken), cancellationToken);

    /// <summary>A swap ends all sessions, and with them a migration that runs, or a dump.</summary>
    private Task<bool> RefuseBesideMigrationsAsync(CancellationToken cancellationToken) => source.WorkAsync("Looking for migrations", async server =>
        await RunnerLock.HolderAsync(server, source.Options.JournalSchema, cancellationToken).ConfigureAwait(false) is { } holder
            ? throw new SwapRefusedException($"{source.Database} is not swapped while migrations or a backup run in it, by {holder}. Wait for them, and swap then.")
            : true, cancellationToken);

    /// <summary>The first rename keeps new sessions waiting and waits itself, 5 seconds at most, until those that are there have gone.</summary>
    private async Task RenameAsync(NpgsqlConnection server, RestoredCopy copy, CopyMark aside, CancellationToken cancellationToken)
    {
        var transaction = await server.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            using var renamed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task ending = EndSessionsAsync([source.Database, copy.Name], renamed.Token);
            try
            {
                await server.ExecuteAsync(new($"alter database {SideDatabase.Quote(source.Database)} rename to {SideDatabase.Quote(aside.Name)}", transaction: transaction, cancellationToken: cancellationToken)).ConfigureAwait(false);
                await server.ExecuteAsync(new($"alter database {SideDatabase.Quote(copy.Name)} rename to {SideDatabase.Quote(source.Database)}", transaction: transaction, cancellationToken: cancellationToken)).ConfigureAwait(false);
                await ExchangeCommentsAsync(server, aside, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await renamed.CancelAsync().ConfigureAwait(false);
                await ending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<bool> EndSessionsAsync(string[] databases, CancellationToken cancellationToken) => source.Of(Maintenance).WorkAsync("Ending sessions", async server =>
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await server.ExecuteAsync(new("select pg_terminate_backend(pid) from pg_stat_activity where datname = any(@databases)", new { databases }, cancellationToken: cancellationToken)).ConfigureAwait(false);
            await Task.Delay(EndAgain, source.Clock, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }, cancellationToken);

    /// <summary>The comment belongs to the place: what serves from now on takes it over, and the former says what it is.</summary>
    private async Task ExchangeCommentsAsync(NpgsqlConnection server, CopyMark aside, CancellationToken cancellationToken)
    {
        var comment = await server.ExecuteScalarAsync<string?>(new("select shobj_description(oid, 'pg_database') from pg_database where datname = @Name", new { aside.Name }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        var statements = new[]
        {
            await SideDatabase.CommentAsync(server, source.Database, comment, cancellationToken).ConfigureAwait(false),
            await SideDatabase.CommentAsync(server, aside.Name, (aside with { Comment = comment }).Write(), cancellationToken).ConfigureAwait(false),
        };
        await server.ExecuteAsync(new(string.Join("; ", statements), cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    private async Task CheckAsync(NpgsqlConnection server, RestoredCopy copy, CancellationToken cancellationToken)
    {
        if (await CopySurvey.FormerAsync(server, source.Database, copy, cancellationToken).ConfigureAwait(false) is { } former)
        {
            throw new SwapRefusedException($"'{copy.Name}' has taken the place of {source.Database} already: what served until then is '{former}'. There is nothing left to swap.");
        }

        if (!await CopySurvey.IsWholeAsync(server, source.Database, copy, cancellationToken).ConfigureAwait(false))
        {
            throw new SwapRefusedException($"'{copy.Name}' is no whole copy of {copy.Backup.Name}: it is not there, or its restore was interrupted. Restore the backup again.");
        }
    }
}
