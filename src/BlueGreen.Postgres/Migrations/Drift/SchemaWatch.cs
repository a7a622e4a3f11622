using BlueGreen.Postgres.Migrations.Running;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>
/// Follows the schema through a run. What is expected is what was expected before and what the run's migrations did to it; so drift stays visible until it is accepted or undone. States are read between
/// transactions: in a migration's own, its locks would be held for as long as the reading takes.
/// </summary>
internal sealed class SchemaWatch
{
    /// <summary>Longer runs keep their end alone.</summary>
    private const int EachUpTo = 10;

    private readonly MigrationSession _session;
    private readonly bool _keepsEach;
    private DatabaseSchema _live;
    private DatabaseSchema _expected;
    private MigrationPartId? _behind;

    private SchemaWatch(MigrationSession session, bool keepsEach, DatabaseSchema live, DatabaseSchema expected) => (_session, _keepsEach, _live, _expected) = (session, keepsEach, live, expected);

    /// <summary>What a person should know; null for nothing.</summary>
    public Finding? Finding { get; private set; }

    private SchemaScope Scope => _session.Options.SchemaScope;

    /// <summary>Looks before the first migration of a run. Null where nothing is to be watched.</summary>
    /// <exception cref="ProviderException">There is drift, and the policy refuses to go on.</exception>
    public static async Task<SchemaWatch?> BeginAsync(MigrationSession session, int pending, CancellationToken cancellationToken)
    {
        if (pending == 0 || session.Options.Drift == DriftPolicy.Ignore)
        {
            return null;
        }

        var drift = await new DriftReader(session.Environment).ReadAsync(session.Connection, session.Options.SchemaScope, cancellationToken).ConfigureAwait(false);
        var live = drift.Actual;
        var expected = drift.Unknown is null && drift.Expected!.Schema.Scope == live.Scope ? drift.Expected.Schema : live;
        var watch = new SchemaWatch(session, pending <= EachUpTo, live, expected);
        watch.Judge(drift);
        if (ReferenceEquals(expected, live))
        {
            await watch.KeepAsync("found", null, cancellationToken).ConfigureAwait(false);
        }

        return watch;
    }

    /// <summary>A part has been applied.</summary>
    public Task AfterAsync(MigrationPartId part, CancellationToken cancellationToken)
    {
        if (part.Phase is PostgresMigrationPhase.Expand or PostgresMigrationPhase.Contract)
        {
            _behind = part;
        }

        return _keepsEach ? EndAsync(cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Keeps what is left to keep. What goes wrong here undoes nothing: the next run finds no state to compare with, and says so.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_behind is not { } part || !_session.IsAlive)
        {
            return;
        }

        try
        {
            await KeepAsync("apply", part, cancellationToken).ConfigureAwait(false);
            _behind = null;
        }
        catch (Exception e) when (MigrationFailure.Concerns(e) || e is ProviderException)
        {
            _session.Environment.Logger.SchemaNotKept(part.Name, _session.Database, e);
        }
    }

    private async Task KeepAsync(string origin, MigrationPartId? part, CancellationToken cancellationToken)
    {
        var transaction = await _session.BeginAsync(part?.Name ?? "", cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            if (part is not null)
            {
                await ReadAsync(transaction, cancellationToken).ConfigureAwait(false);
            }

            await _session.Environment.Schemas.KeepAsync(_session.Connection, transaction, _expected, origin, part, _session.Context, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var now = (await SchemaReader.ReadAllAsync(_session.Connection, transaction, Scope, cancellationToken).ConfigureAwait(false)).Within(Scope);
        (_expected, _live) = (_expected.Replay(_live, now), now);
    }

    private void Judge(SchemaDrift drift)
    {
        if (drift.Unknown is { } why)
        {
            Finding = drift.Expected is null ? null : new("schema", true, $"not compared with what was expected: {why}; what is there is expected from now on");
            return;
        }

        if (!drift.IsThere)
        {
            return;
        }

        var what = $"The schema of {_session.Database} is not what its migrations left ({drift.Expected}). {drift.Differences!.ToLine()}. "
            + $"Undo it, or take it for what is expected with {nameof(PostgresMigrationRunner.AcceptDriftAsync)}.";
        if (_session.Options.Drift == DriftPolicy.Refuse)
        {
            throw ProviderException.Permanent(what);
        }

        _session.Environment.Logger.SchemaDrifted(_session.Database, drift.Differences!.ToLine());
        Finding = new("schema", true, what);
    }
}
