using BlueGreen.Postgres.Migrations.Running;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Backfilling;

/// <summary>Holds a backfill while the standbys are too far behind.</summary>
internal sealed class ReplicationThrottle(MigrationSession session)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private long? _looked;

    /// <summary>Returns when the standbys are near enough. Looks at most once a second, because a look costs.</summary>
    public async Task WaitAsync(string part, CancellationToken cancellationToken)
    {
        if (_looked is { } looked && session.Clock.GetElapsedTime(looked) < Interval)
        {
            return;
        }

        while (await MeasureAsync(cancellationToken).ConfigureAwait(false) is { } lag && lag > session.Options.MaxReplicationLag)
        {
            session.Context.Boundary(cancellationToken);
            session.Report(new BackfillPaused(part, lag));
            await Task.Delay(Interval, session.Clock, cancellationToken).ConfigureAwait(false);
        }

        _looked = session.Clock.GetTimestamp();
    }

    private Task<TimeSpan?> MeasureAsync(CancellationToken cancellationToken) =>
        session.Options.ReplicationLag is { } measure ? measure(session.Connection, cancellationToken) : ReadAsync(session.Connection, cancellationToken);

    private static async Task<TimeSpan?> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await connection.ExecuteScalarAsync<double?>(new(
            "select extract(epoch from max(replay_lag))::double precision from pg_stat_replication", commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false) is { } seconds
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
