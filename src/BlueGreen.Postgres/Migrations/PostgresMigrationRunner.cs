using BlueGreen.Postgres.Connections;
using BlueGreen.Postgres.Migrations.Journal;
using BlueGreen.Postgres.Migrations.Running;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BlueGreen.Postgres.Migrations;

/// <summary>
/// Migrates a PostgreSQL database: in a rollout, or alone. One runner works at a time, by an advisory lock on the connection that does the work. Each part of a migration and its journal row are
/// one transaction; what cannot be in one is noted before it runs and looked at before it is repeated. Thread-safe.
/// </summary>
/// <remarks>
/// Fencing: by token for everything in a transaction, in that transaction. Statements outside of one are guarded by the lock only: the token is checked right before such a statement, and one that
/// runs already is not stopped by a newer token, but by <see cref="CancelAsync"/>.
/// </remarks>
public sealed partial class PostgresMigrationRunner : IMigrationRunner, IAsyncDisposable
{
    /// <summary>How many statements a session keeps parsed: the few of the journal that each migration repeats.</summary>
    private const int KeptStatements = 20;

    private readonly MigrationEnvironment _environment;
    private readonly SessionOpener _opener;
    private readonly bool _ownsSource;

    /// <summary>Makes a runner with connections of its own. Nothing is connected until the first call.</summary>
    /// <param name="connectionString">The database to migrate, in the words of Npgsql, without a pooler in transaction mode before it. The role has to own what is migrated.</param>
    /// <param name="migrations">What to run.</param>
    /// <param name="options">The settings. Default: all defaults.</param>
    /// <param name="clock">Paces and measures. Default: the system's.</param>
    /// <param name="loggers">Where to log. Default: nowhere.</param>
    /// <exception cref="ArgumentException">The connection string or a setting makes no sense.</exception>
    public PostgresMigrationRunner(string connectionString, MigrationSet migrations, PostgresMigrationOptions? options = null, TimeProvider? clock = null, ILoggerFactory? loggers = null)
        : this(NpgsqlDataSource.Create(Unpooled(connectionString)), migrations, options, clock, loggers) => _ownsSource = true;

    /// <summary>Makes a runner on connections of a data source that the caller owns and disposes.</summary>
    /// <param name="source">The database to migrate. It must say <c>Pooling=false</c>: a connection that holds the lock is never handed on. With <c>Max Auto Prepare=20</c> the journal's statements are parsed once a run, not once a migration.</param>
    /// <param name="migrations">What to run.</param>
    /// <param name="options">The settings. Default: all defaults.</param>
    /// <param name="clock">Paces and measures. Default: the system's.</param>
    /// <param name="loggers">Where to log. Default: nowhere.</param>
    /// <exception cref="ArgumentException">The data source pools its connections, or a setting makes no sense.</exception>
    public PostgresMigrationRunner(NpgsqlDataSource source, MigrationSet migrations, PostgresMigrationOptions? options = null, TimeProvider? clock = null, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(migrations);
        if (new NpgsqlConnectionStringBuilder(source.ConnectionString).Pooling)
        {
            throw new ArgumentException("The data source pools its connections. Make one for migrations whose connection string says Pooling=false.", nameof(source));
        }

        var name = DatabaseName.Of(source);
        var logger = loggers?.CreateLogger("BlueGreen.Postgres.Migrations") ?? NullLogger.Instance;
        _environment = new(source, Check(options ?? new()), migrations, name.ToString(), clock ?? TimeProvider.System, logger);
        _opener = new(_environment);
        Identity = new($"postgres-migrations:{name.Database}", migrations.Fingerprint[..12]);
    }

    /// <summary>The database, and the beginning of the set's fingerprint: a rollout that is resumed with other migrations takes no forward step.</summary>
    public ProviderIdentity Identity { get; }

    private MigrationJournal Journal => _environment.Journal;

    /// <summary>Closes the connections that are its own.</summary>
    public ValueTask DisposeAsync() => _ownsSource ? _environment.Source.DisposeAsync() : ValueTask.CompletedTask;

    internal static string Unpooled(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Multiplexing = false, MaxAutoPrepare = KeptStatements, Enlist = false };
        settings.ApplicationName ??= SessionName.Idle;
        return settings.ConnectionString;
    }

    internal static PostgresMigrationOptions Check(PostgresMigrationOptions options)
    {
        var result = new PostgresMigrationOptionsValidator().Validate(null, options);
        return result.Failed ? throw new ArgumentException($"Migrations cannot be run like this: {result.FailureMessage}", nameof(options)) : options.Copy();
    }
}
