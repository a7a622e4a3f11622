using BlueGreen.Sqlite.Schema;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlueGreen.Sqlite.Connections;

/// <summary>
/// One database file as one process sees it: a connection that writes, one that reads beside it, and the news when something was written, here or elsewhere. Thread-safe.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly SqliteSession _writer;
    private readonly SqliteSession _reader;
    private TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SqliteDatabase(SqliteOptions options, TimeProvider? clock = null, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = string.Join(' ', SqliteOptionsValidator.Find(options));
        if (faults.Length > 0)
        {
            throw new ArgumentException($"The SQLite store cannot work like this: {faults}", nameof(options));
        }

        Clock = clock ?? TimeProvider.System;
        PollInterval = options.PollInterval;
        AcknowledgementLifetime = options.AcknowledgementLifetime;
        ArtifactMaximumAge = options.ArtifactMaximumAge;
        File = new(options, SqliteSchema.Current, logger ?? NullLogger.Instance);
        _writer = new(File);
        _reader = new(File);
    }

    public TimeProvider Clock { get; }

    public TimeSpan PollInterval { get; }

    public TimeSpan AcknowledgementLifetime { get; }

    public TimeSpan? ArtifactMaximumAge { get; }

    public DatabaseFile File { get; }

    /// <summary>The store's clock, which is the machine's, in ticks.</summary>
    public long Now => Clock.GetUtcNow().UtcTicks;

    /// <summary>Reads in one snapshot.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellationToken) =>
        _reader.DoAsync(session => session.Within(SqliteSession.Snapshot, read), cancellationToken);

    /// <summary>Writes in one transaction: all of it, on the disk, or nothing.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> write, CancellationToken cancellationToken)
    {
        var result = await _writer.DoAsync(session => session.Within(SqliteSession.Exclusive, write), cancellationToken).ConfigureAwait(false);
        Interlocked.Exchange(ref _written, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        return result;
    }

    /// <summary>Differs from an earlier answer when any process has written since.</summary>
    public Task<DatabaseVersion> ReadVersionAsync(CancellationToken cancellationToken) =>
        _reader.DoAsync(session => new DatabaseVersion(session.Opened, session.Number("PRAGMA data_version") ?? 0), cancellationToken);

    /// <summary>Waits until something was written after a version was read.</summary>
    public async Task WaitForChangeAsync(DatabaseVersion seen, CancellationToken cancellationToken)
    {
        while (true)
        {
            var written = Volatile.Read(ref _written).Task;
            if (await ReadVersionAsync(cancellationToken).ConfigureAwait(false) != seen)
            {
                return;
            }

            await written.WaitAsync(PollInterval, Clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }
}
