using System.Collections.Immutable;
using System.Globalization;
using BlueGreen.Artifacts;
using Npgsql;

namespace BlueGreen.Postgres.Backups;

/// <summary>Backs up a PostgreSQL database in a plan's <c>BackUp</c>, kept under the application's name so that it outlives the rollout. Thread-safe.</summary>
public sealed class PostgresSnapshots : ISnapshotProvider
{
    private readonly string _connectionString;
    private readonly PostgresBackupOptions _options;
    private readonly TimeProvider? _clock;

    /// <summary>Nothing is connected until the first call.</summary>
    /// <param name="connectionString">The database, in the words of Npgsql, without a pooler before it.</param>
    /// <param name="options">The settings. Default: all defaults.</param>
    /// <param name="clock">Paces and names. Default: the system's.</param>
    /// <exception cref="ArgumentException">The connection string or a setting makes no sense.</exception>
    public PostgresSnapshots(string connectionString, PostgresBackupOptions? options = null, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        (_connectionString, _options, _clock) = (connectionString, PostgresBackups.Checked(options ?? new()), clock);
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        Identity = new($"postgres-backups:{settings.Database ?? settings.Username}", "1");
    }

    /// <inheritdoc/>
    public ProviderIdentity Identity { get; }

    /// <summary>The database.</summary>
    public ImmutableArray<SnapshotKind> Snapshots { get; } = [SnapshotKind.Database];

    /// <inheritdoc/>
    public async Task<StepReport> SnapshotAsync(Snapshot snapshot, IArtifactStore artifacts, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(artifacts);
        ArgumentNullException.ThrowIfNull(operation);
        if (snapshot.Kind != SnapshotKind.Database)
        {
            throw ProviderException.Permanent($"Recording {snapshot.Kind} was refused: this records the database. Bind another provider for it.");
        }

        var clock = _clock ?? TimeProvider.System;
        var began = clock.GetTimestamp();
        var backup = await new PostgresBackups(_connectionString, artifacts, operation.Application, _options, clock).TakeForAsync(operation, snapshot.Verify, cancellationToken).ConfigureAwait(false);
        return StepReport.Pass(string.Create(CultureInfo.InvariantCulture, $"kept as {backup}; {clock.GetElapsedTime(began).TotalSeconds:F1} s"));
    }
}
