using System.Collections.Immutable;
using BlueGreen.Plans;
using BlueGreen.Postgres.Migrations.Journal;
using BlueGreen.Postgres.Migrations.Running;
using BlueGreen.Postgres.Migrations.Tracing;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Rehearsing;

/// <summary>
/// Runs what is pending, with its downs, on a copy of the database, and says of each statement what it locks, reads and writes anew, whom that hurts, and how to write it instead. Not thread-safe.
/// </summary>
public sealed class MigrationRehearsal
{
    private readonly ShadowDatabase _shadow;
    private readonly MigrationSet _migrations;
    private readonly PostgresMigrationOptions _options;
    private readonly TimeProvider _clock;

    /// <summary>Prepares a rehearsal.</summary>
    /// <param name="shadow">Where to run it. It is not left as it was.</param>
    /// <param name="migrations">What to rehearse. What the copy's journal says is applied is left out.</param>
    /// <param name="options">The runner's settings; of them <c>JournalSchema</c> and <c>SearchPath</c> count. Default: all defaults.</param>
    /// <param name="clock">Paces. Default: the system's.</param>
    /// <exception cref="ArgumentException">A setting makes no sense.</exception>
    public MigrationRehearsal(ShadowDatabase shadow, MigrationSet migrations, PostgresMigrationOptions? options = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(shadow);
        ArgumentNullException.ThrowIfNull(migrations);
        (_shadow, _migrations, _options, _clock) = (shadow, migrations, PostgresMigrationRunner.Check(options ?? new()), clock ?? TimeProvider.System);
    }

    /// <summary>A check for a plan's gates: copies the schema, rehearses what is pending, removes the copy, and passes when nothing is refused.</summary>
    /// <param name="database">The database that serves, in the words of Npgsql. Of it only the schema is read. The role has to be allowed to create databases, unless <paramref name="copy"/> names another server.</param>
    /// <param name="migrations">What to rehearse.</param>
    /// <param name="options">The runner's settings. Default: all defaults.</param>
    /// <param name="copy">How to copy. Default: all defaults.</param>
    public static CheckHandler Check(string database, MigrationSet migrations, PostgresMigrationOptions? options = null, ShadowCopyOptions? copy = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(database);
        ArgumentNullException.ThrowIfNull(migrations);
        return async (_, cancellationToken) =>
        {
            var shadow = await ShadowDatabase.CopyAsync(database, (copy ?? new()) with { JournalSchema = (options ?? new()).JournalSchema }, cancellationToken).ConfigureAwait(false);
            await using (shadow.ConfigureAwait(false))
            {
                var report = await new MigrationRehearsal(shadow, migrations, options).RunAsync(cancellationToken).ConfigureAwait(false);
                return report.Passed ? CheckResult.Pass(report.Summary) : CheckResult.Fail(report.Summary);
            }
        };
    }

    /// <summary>Rehearses: expand, backfill and verify of all that is pending, each up, down and up again; then the contracts.</summary>
    /// <param name="cancellationToken">Stops between statements, or in the middle of one.</param>
    /// <returns>What was seen. It ends at the first statement that fails.</returns>
    /// <exception cref="ProviderException">The copy could not be reached.</exception>
    public async Task<RehearsalReport> RunAsync(CancellationToken cancellationToken)
    {
        var source = NpgsqlDataSource.Create(PostgresMigrationRunner.Unpooled(_shadow.ConnectionString));
        await using (source.ConfigureAwait(false))
        {
            try
            {
                var session = await TraceSession.OpenAsync(source, _options, _clock, cancellationToken).ConfigureAwait(false);
                await using (session.ConfigureAwait(false))
                {
                    return new(session.Connection.PostgreSqlVersion.Major, await RehearseAsync(session, cancellationToken).ConfigureAwait(false));
                }
            }
            catch (Exception e) when (MigrationFailure.Concerns(e))
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw MigrationFailure.Connecting("Rehearsing migrations", _shadow.Name, e);
            }
        }
    }

    private async Task<ImmutableArray<RehearsedMigration>> RehearseAsync(TraceSession session, CancellationToken cancellationToken)
    {
        var journal = new MigrationJournal(_options.JournalSchema);
        var isThere = await journal.ExistsAsync(session.Connection, cancellationToken).ConfigureAwait(false);
        var ledger = new MigrationLedger(_migrations, isThere ? await journal.ReadAsync(session.Connection, withTexts: false, cancellationToken).ConfigureAwait(false) : []);
        var rehearsed = ImmutableArray.CreateBuilder<RehearsedMigration>();
        var parts = new PartRehearsal(session);
        foreach (var part in ledger.Pending(MigrationPhase.Expand).Concat(ledger.Pending(MigrationPhase.Contract)).ToArray())
        {
            rehearsed.AddRange(await parts.RunAsync(part, cancellationToken).ConfigureAwait(false));
            if (rehearsed.Any(one => one.Findings.Any(finding => finding.Id == "failed")))
            {
                break;
            }
        }

        return rehearsed.ToImmutable();
    }
}
