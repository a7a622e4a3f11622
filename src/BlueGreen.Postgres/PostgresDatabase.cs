using BlueGreen.Postgres.Changes;
using BlueGreen.Postgres.Connections;
using BlueGreen.Postgres.Schema;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BlueGreen.Postgres;

/// <summary>
/// A database in which BlueGreen keeps things: its connections, the schema, and the one connection that listens for changes. The stores of a program share one. Nothing is connected until the
/// first call. Thread-safe.
/// </summary>
public sealed class PostgresDatabase : IAsyncDisposable, IDisposable
{
    private readonly bool _ownsSource;
    private readonly SchemaKeeper _schema;

    /// <summary>Makes one with connections of its own.</summary>
    /// <param name="connectionString">
    /// Where, in the words of Npgsql. Unless it says otherwise, statements are prepared automatically (<c>Max Auto Prepare=40</c>), and sessions, which nothing here changes, not reset after each
    /// call (<c>No Reset On Close=true</c>).
    /// </param>
    /// <param name="options">The settings. Default: all defaults.</param>
    /// <param name="clock">Paces polls and pauses; it decides nothing. Default: the system's.</param>
    /// <param name="loggers">Where to log. Default: nowhere.</param>
    /// <exception cref="ArgumentException">The connection string or a setting makes no sense.</exception>
    public PostgresDatabase(string connectionString, PostgresJournalOptions? options = null, TimeProvider? clock = null, ILoggerFactory? loggers = null)
        : this(NpgsqlDataSource.Create(Complete(connectionString)), options, clock, loggers) => _ownsSource = true;

    /// <summary>Makes one on connections of a data source that the caller owns and disposes, after this.</summary>
    /// <param name="source">Where. For speed its connection string should say <c>Max Auto Prepare=40;No Reset On Close=true</c>.</param>
    /// <param name="options">The settings. Default: all defaults.</param>
    /// <param name="clock">Paces polls and pauses; it decides nothing. Default: the system's.</param>
    /// <param name="loggers">Where to log. Default: nowhere.</param>
    /// <exception cref="ArgumentException">A setting makes no sense.</exception>
    public PostgresDatabase(NpgsqlDataSource source, PostgresJournalOptions? options = null, TimeProvider? clock = null, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        Options = Check(options ?? new());
        Source = source;
        Name = DatabaseName.Of(source);
        Clock = clock ?? TimeProvider.System;
        Logger = loggers?.CreateLogger("BlueGreen.Postgres") ?? NullLogger.Instance;
        _schema = new(source, Options, Name, Logger);
        Calls = new(source, _schema, Name, Clock);
        Changes = new(source, Options, Name, Clock, Logger);
        Teller = new(source, ChangeTopic.Channel(Options.Schema), Clock);
    }

    internal NpgsqlDataSource Source { get; }

    internal PostgresJournalOptions Options { get; }

    internal DatabaseName Name { get; }

    internal TimeProvider Clock { get; }

    internal ILogger Logger { get; }

    internal DatabaseCalls Calls { get; }

    internal ChangeFeed Changes { get; }

    internal ChangeTeller Teller { get; }

    internal int CommandTimeout => (int)Math.Ceiling(Options.CommandTimeout.TotalSeconds);

    /// <summary>Creates or upgrades the schema now instead of at the first call, so that a program that cannot work says so when it starts.</summary>
    /// <param name="cancellationToken">Cancels the call; it is all done or nothing.</param>
    /// <exception cref="ProviderException">The database cannot be reached, or the schema is missing and may not be created, or it is newer than this library.</exception>
    public Task EnsureSchemaAsync(CancellationToken cancellationToken) =>
        Calls.ReadAsync("Looking at the schema", (_, _) => Task.FromResult(true), cancellationToken);

    /// <summary>Stops listening, and closes the connections that are its own.</summary>
    public async ValueTask DisposeAsync()
    {
        await Teller.DisposeAsync().ConfigureAwait(false);
        await Changes.DisposeAsync().ConfigureAwait(false);
        _schema.Dispose();
        if (_ownsSource)
        {
            await Source.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    internal static string Complete(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.ApplicationName ??= "BlueGreen";
        if (!settings.ShouldSerialize("Max Auto Prepare"))
        {
            settings.MaxAutoPrepare = 40;
            settings.AutoPrepareMinUsages = 2;
        }

        if (!settings.ShouldSerialize("No Reset On Close"))
        {
            settings.NoResetOnClose = true;
        }

        return settings.ConnectionString;
    }

    private static PostgresJournalOptions Check(PostgresJournalOptions options)
    {
        var result = new PostgresJournalOptionsValidator().Validate(null, options);
        return result.Failed ? throw new ArgumentException($"The journal cannot be kept like this: {result.FailureMessage}", nameof(options)) : options.Copy();
    }
}
