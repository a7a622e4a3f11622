using System.Collections.Immutable;
using BlueGreen.Postgres.Backups.Beside;
using BlueGreen.Postgres.Backups.Swapping;

namespace BlueGreen.Postgres.Backups;

/// <content>The way back: beside the database first, in its place only when a person confirms what is lost.</content>
public sealed partial class PostgresBackups
{
    /// <summary>Restores a backup into a database of its own on the same server, with owners, rights and settings, and compares it with what was dumped. The database that serves is not touched. Copies that processes left behind that were killed are dropped first.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="cancellationToken">Stops it; the copy is dropped.</param>
    /// <exception cref="ProviderException">It is damaged, the server refused, what came back is not what was dumped, or the copy cannot get owner, rights or settings of the database. The copy is dropped.</exception>
    public Task<RestoredCopy> RestoreBesideAsync(DatabaseBackup backup, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(backup);
        return new CopyRestorer(_source, _artifacts).RunAsync(backup, cancellationToken);
    }

    /// <summary>Brings a table that was dropped back out of a copy, with its rows, indexes, constraints and rights, in one transaction.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="table">The table with its schema, as the server writes it.</param>
    /// <param name="cancellationToken">Stops it; nothing is changed.</param>
    /// <exception cref="ProviderException">There is such a table, or none in the copy, or the server refused. Nothing is changed.</exception>
    public Task ReturnTableAsync(RestoredCopy copy, string table, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(copy);
        ArgumentException.ThrowIfNullOrWhiteSpace(table);
        return new TableReturn(_source).RunAsync(copy, table, cancellationToken);
    }

    /// <summary>Says what putting the copy in the place of the database would lose: rows written since the dump, counted table by table. Changes nothing.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="SwapRefusedException">The copy is not there, or not whole.</exception>
    /// <exception cref="ProviderException">The server cannot be read.</exception>
    public Task<SwapPlan> PlanSwapAsync(RestoredCopy copy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(copy);
        return new DatabaseSwap(_source).PlanAsync(copy, cancellationToken);
    }

    /// <summary>
    /// Puts the copy in the place of the database, in one transaction, if the plan still holds. All sessions are ended; the database that served is kept under another name, and rows written in the last moments
    /// before are found there. The role has to own both databases, to end others' sessions, and to reach the database <c>postgres</c>. Repeated after it was done, it changes nothing and answers the same: so it is called
    /// again where its answer was lost.
    /// </summary>
    /// <param name="plan">What <see cref="PlanSwapAsync"/> said, and was seen.</param>
    /// <param name="token">The plan's token, as a person repeated it.</param>
    /// <param name="cancellationToken">Stops it: all is as before, or done.</param>
    /// <returns>What the database that served is called now.</returns>
    /// <exception cref="SwapRefusedException">The token is not the plan's, other rows would be lost by now, or migrations or a backup run in the database. Nothing was changed.</exception>
    /// <exception cref="ProviderException">The server refused. Nothing was changed.</exception>
    public Task<string> SwapAsync(SwapPlan plan, string token, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(token);
        return new DatabaseSwap(_source).RunAsync(plan, token, cancellationToken);
    }

    /// <summary>Finds what was made beside the database or moved out of its place, also by processes that are gone: copies in progress, abandoned and whole, and former databases. A whole one is used as <c>new RestoredCopy(name, backup)</c>.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ProviderException">The server cannot be read.</exception>
    public async Task<ImmutableArray<FoundCopy>> FindCopiesAsync(CancellationToken cancellationToken = default)
    {
        var found = ImmutableArray.CreateBuilder<FoundCopy>();
        foreach (var server in _source.Servers)
        {
            found.AddRange(await server.WorkAsync("Looking for copies", connection => CopySurvey.FindAsync(connection, _source.Database, cancellationToken), cancellationToken).ConfigureAwait(false));
        }

        return found.ToImmutable();
    }

    /// <summary>Drops the copies that processes left behind that were killed, and ends programs of theirs that go on. Only what bears BlueGreen's mark is dropped, and nothing that is whole or that served. Each restore does it, too.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The databases that were dropped.</returns>
    /// <exception cref="ProviderException">The server refused to drop one, such as where a prepared transaction holds it.</exception>
    public async Task<ImmutableArray<string>> SweepAsync(CancellationToken cancellationToken = default)
    {
        var dropped = ImmutableArray.CreateBuilder<string>();
        foreach (var server in _source.Servers)
        {
            dropped.AddRange(await server.WorkAsync("Dropping abandoned copies", async connection =>
            {
                await ProgramSessions.EndOrphansAsync(connection, cancellationToken).ConfigureAwait(false);
                return await CopySurvey.SweepAsync(connection, _source.Database, cancellationToken).ConfigureAwait(false);
            }, cancellationToken).ConfigureAwait(false));
        }

        return dropped.ToImmutable();
    }

    /// <summary>Drops a copy; harmless when it is not there.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ProviderException">The database is no copy that BlueGreen made beside this one, or is being restored; or the server refused. It is still there.</exception>
    public Task DropAsync(RestoredCopy copy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(copy);
        return new CopyDrop(_source).RunAsync(copy, cancellationToken);
    }
}
