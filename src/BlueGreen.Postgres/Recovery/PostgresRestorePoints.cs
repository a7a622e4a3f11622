using System.Text;
using BlueGreen.Postgres.Backups;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Recovery;

/// <summary>
/// Sets named places in the write-ahead log to which a side cluster can be recovered, and says before the incident whether it could. Needs a base backup that is older, which this cannot see. Thread-safe.
/// </summary>
public sealed class PostgresRestorePoints
{
    private readonly BackupSource _source;
    private readonly PostgresRecoveryOptions _options;

    /// <summary>Nothing is connected until the first call.</summary>
    /// <param name="connectionString">Any database of the primary, in the words of Npgsql. The role needs EXECUTE on <c>pg_create_restore_point</c> and <c>pg_switch_wal</c>.</param>
    /// <param name="options">The settings. Default: all defaults.</param>
    /// <param name="clock">Paces. Default: the system's.</param>
    /// <exception cref="ArgumentException">The connection string or a setting makes no sense.</exception>
    public PostgresRestorePoints(string connectionString, PostgresRecoveryOptions? options = null, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        _options = options ?? new();
        if (new PostgresRecoveryOptionsValidator().Validate(null, _options) is { Failed: true } result)
        {
            throw new ArgumentException($"Restore points cannot be set like this: {result.FailureMessage}", nameof(options));
        }

        _source = new(connectionString, new(), clock ?? TimeProvider.System);
    }

    internal TimeProvider Clock => _source.Clock;

    internal ProviderIdentity Identity => new($"postgres-restore-points:{_source.Database}", "1");

    /// <summary>A check for the beginning of a plan: fails where the server could not be brought back to a point, and says why.</summary>
    public Check CanRecover() => BlueGreen.Checks.That($"{_source.Database} can be recovered to a point", async (_, stop) =>
        await FindUnfitnessAsync(stop).ConfigureAwait(false) is { } problem ? CheckResult.Fail(problem) : CheckResult.Pass("the archiver works"));

    /// <summary>What stands against it, with the server's name; null when nothing does.</summary>
    internal async Task<string?> FindUnfitnessAsync(CancellationToken cancellationToken) =>
        await FindProblemAsync(cancellationToken).ConfigureAwait(false) is { } problem ? $"{_source.Words} cannot be recovered to a point: {problem}" : null;

    /// <summary>A point as journal and report keep it.</summary>
    internal RecoveryPoint Describe(RestorePoint point)
    {
        var target = RecoveryTarget.Point(point);
        var how = _options.BaseBackup is { } backup
            ? new RecoveryRecipe(backup, target).Print(_options.SideFolder, _options.SidePort)
            : $"# Recover an older base backup of {_source.Words} with its restore_command and these settings:\n{target.Setting}\nrecovery_target_action = promote";
        return new(point.Name, $"{point.Lsn} in {point.Segment}", how);
    }

    /// <summary>Says what stands against recovering this server to a point in time; null when nothing does that the server knows of.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ProviderException">The server cannot be read.</exception>
    public async Task<string?> FindProblemAsync(CancellationToken cancellationToken = default) =>
        (await _source.WorkAsync("Asking about the archive", connection => ArchiverRow.ReadAsync(connection, cancellationToken), cancellationToken).ConfigureAwait(false)).Problem;

    /// <summary>Sets a point, ends the file of the log that holds it, and waits until that is archived.</summary>
    /// <param name="name">Unique in the archive, since recovery stops at the first of its name; at most 63 bytes.</param>
    /// <param name="cancellationToken">Stops waiting; the point is set.</param>
    /// <exception cref="ArgumentException">It is no name.</exception>
    /// <exception cref="ProviderException">The server cannot do it, or its archiver fails or is too slow.</exception>
    public Task<RestorePoint> SetAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (Encoding.UTF8.GetByteCount(name) > RestorePointName.Longest || name.Any(c => c is '\'' or '\n' or '\r' or '\\'))
        {
            throw new ArgumentException($"The restore point's name '{name}' must have 1 to {RestorePointName.Longest} bytes, without quotes, backslashes and line ends.", nameof(name));
        }

        return _source.WorkAsync($"Setting restore point '{name}'", connection => SetAsync(connection, name, cancellationToken), cancellationToken);
    }

    private async Task<RestorePoint> SetAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        var before = await ArchiverRow.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        if (before.Obstacle is { } problem)
        {
            throw ProviderException.Permanent($"No restore point '{name}' was set at {_source.Words}: {problem}");
        }

        var lsn = await connection.ExecuteScalarAsync<string>(new("select pg_create_restore_point(@name)::text", new { name }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        var segment = await connection.ExecuteScalarAsync<string>(new("select pg_walfile_name(pg_switch_wal())", cancellationToken: cancellationToken)).ConfigureAwait(false);
        var point = new RestorePoint(name, lsn!, segment!);
        await WaitAsync(connection, point, before, cancellationToken).ConfigureAwait(false);
        return point;
    }

    private async Task WaitAsync(NpgsqlConnection connection, RestorePoint point, ArchiverRow before, CancellationToken cancellationToken)
    {
        var began = _source.Clock.GetTimestamp();
        while (await ArchiverRow.ReadAsync(connection, cancellationToken).ConfigureAwait(false) is var now && string.CompareOrdinal(now.LastArchived, point.Segment) < 0)
        {
            if (now.Failures > before.Failures)
            {
                throw ProviderException.Permanent($"Restore point '{point.Name}' is set at {_source.Words}, and cannot be recovered to: {now.Problem ?? $"{now.LastFailed} could not be archived."}");
            }

            if (_source.Clock.GetElapsedTime(began) > _options.ArchivePatience)
            {
                throw ProviderException.Transient($"Restore point '{point.Name}' is set at {_source.Words}, and {point.Segment} was not archived within {_options.ArchivePatience}; the last one is {now.LastArchived ?? "none"}. Look after archive_command.");
            }

            await Task.Delay(_options.LookAgain, _source.Clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
