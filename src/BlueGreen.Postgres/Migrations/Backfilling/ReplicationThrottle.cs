using BlueGreen.Postgres.Migrations.Running;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Backfilling;

/// <summary>Holds a backfill while the standbys are too far behind.</summary>
internal sealed class ReplicationThrottle(MigrationSession session)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private long? _looked;
    private bool _wasSaid;

    /// <summary>Returns when the standbys are near enough. Looks at most once a second, because a look costs.</summary>
    public async Task WaitAsync(string part, CancellationToken cancellationToken)
    {
        if (_looked is { } looked && session.Clock.GetElapsedTime(looked) < Interval)
        {
            return;
        }

        while (await MeasureAsync(part, cancellationToken).ConfigureAwait(false) is { } lag && lag > session.Options.MaxReplicationLag)
        {
            session.Context.Boundary(cancellationToken);
            session.Report(new BackfillPaused(part, lag));
            await Task.Delay(Interval, session.Clock, cancellationToken).ConfigureAwait(false);
        }

        _looked = session.Clock.GetTimestamp();
    }

    private Task<TimeSpan?> MeasureAsync(string part, CancellationToken cancellationToken) =>
        session.Options.ReplicationLag is { } measure ? measure(session.Connection, cancellationToken) : ReadAsync(part, session.Connection, cancellationToken);

    private async Task<TimeSpan?> ReadAsync(string part, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var (seconds, hidden) = await connection.QuerySingleAsync<(double? Seconds, bool Hidden)>(new(
            "select extract(epoch from max(replay_lag))::double precision, coalesce(bool_or(state is null), false) from pg_stat_replication",
            commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        if (hidden && !_wasSaid)
        {
            session.Environment.Logger.LagNotVisible(session.Database, part);
            _wasSaid = true;
        }

        return seconds is { } behind ? TimeSpan.FromSeconds(behind) : null;
    }
}
