using BlueGreen.Postgres.Checking;
using BlueGreen.Postgres.Connections;
using Npgsql;

namespace BlueGreen.Postgres;

/// <summary>
/// Makes checks that ask a PostgreSQL database, for any place in a plan: whether its data is consistent, and whether it can be worked with. Each runs in one read-only transaction in which all of its
/// queries see the same data, with a time limit on the server. Whatever goes wrong, a failure of the database included, fails the check; details name the database and never the password. Nothing is
/// connected until the first check runs. Thread-safe.
/// </summary>
public sealed partial class PostgresChecks : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly ReadOnlySessions _sessions;
    private readonly RowText _rows;
    private readonly PostgresCheckOptions _options;
    private readonly TimeProvider _clock;
    private readonly DatabaseName _database;
    private readonly bool _ownsSource;

    /// <summary>Makes checks with connections of their own.</summary>
    /// <param name="connectionString">The database, in the words of Npgsql. A role that may only read suffices.</param>
    /// <param name="options">The settings. Default: all defaults.</param>
    /// <param name="clock">Measures and limits. Default: the system's.</param>
    /// <exception cref="ArgumentException">The connection string or a setting makes no sense.</exception>
    public PostgresChecks(string connectionString, PostgresCheckOptions? options = null, TimeProvider? clock = null)
        : this(NpgsqlDataSource.Create(PlainConnection.Complete(connectionString, "bluegreen checks")), options, clock) => _ownsSource = true;

    /// <summary>Makes checks on connections of a data source that the caller owns and disposes.</summary>
    /// <param name="source">The database.</param>
    /// <param name="options">The settings. Default: all defaults.</param>
    /// <param name="clock">Measures and limits. Default: the system's.</param>
    /// <exception cref="ArgumentException">A setting makes no sense.</exception>
    public PostgresChecks(NpgsqlDataSource source, PostgresCheckOptions? options = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        _options = options ?? new();
        var result = new PostgresCheckOptionsValidator().Validate(null, _options);
        if (result.Failed)
        {
            throw new ArgumentException($"Checks cannot be made like this: {result.FailureMessage}", nameof(options));
        }

        (_source, _clock, _database) = (source, clock ?? TimeProvider.System, DatabaseName.Of(source));
        _sessions = new(source, _options.StatementTimeout, _database, _clock);
        _rows = new(_options);
    }

    /// <summary>The query's one value must be 0, as in <c>select count(*) from … where …</c>.</summary>
    /// <param name="sql">One query that answers one row; its first column counts.</param>
    /// <param name="samples">A query for offending rows, of which a failure shows the first <see cref="PostgresCheckOptions.SampleRows"/>. Default: none are shown.</param>
    /// <exception cref="ArgumentException">A text is not one statement.</exception>
    public Check CountIsZero(string sql, string? samples = null) => Value<long>(sql, count => count == 0, "0", samples);

    /// <summary>The query must answer no row. A failure shows the first <see cref="PostgresCheckOptions.SampleRows"/>, and counts up to 1,000.</summary>
    /// <param name="sql">One query for offending rows.</param>
    /// <exception cref="ArgumentException">The text is not one statement.</exception>
    public Check NoRows(string sql)
    {
        var query = SqlText.Check(sql, nameof(sql));
        return Make($"no rows: {SqlText.Short(query)}", SqlText.Version("no rows", query), (session, stop) => NoRowsCheck.RunAsync(session, query, _rows, stop));
    }

    /// <summary>The query's one value must be this one.</summary>
    /// <typeparam name="T">What the value is read as, such as <see cref="long"/> or <see cref="string"/>.</typeparam>
    /// <param name="sql">One query that answers one row; its first column counts.</param>
    /// <param name="expected">The value. It is shown; no secrets.</param>
    /// <param name="samples">As in <see cref="CountIsZero"/>.</param>
    /// <exception cref="ArgumentException">A text is not one statement.</exception>
    public Check ValueIs<T>(string sql, T expected, string? samples = null)
        where T : notnull, IEquatable<T> => Value<T>(sql, expected.Equals, FormattableString.Invariant($"{expected}"), samples);

    /// <summary>The query's one value must be as code of yours says.</summary>
    /// <typeparam name="T">What the value is read as, such as <see cref="long"/> or <see cref="decimal"/>.</typeparam>
    /// <param name="sql">One query that answers one row; its first column counts.</param>
    /// <param name="isRight">Says whether the value is right. It is not asked about null, which fails.</param>
    /// <param name="rule">The same in words, such as <c>at least 10</c>. With the query it identifies the check where a rollout is resumed.</param>
    /// <param name="samples">As in <see cref="CountIsZero"/>.</param>
    /// <exception cref="ArgumentException">A text is not one statement, or the rule is empty.</exception>
    public Check Value<T>(string sql, Func<T, bool> isRight, string rule, string? samples = null)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(isRight);
        ArgumentException.ThrowIfNullOrWhiteSpace(rule);
        var query = SqlText.Check(sql, nameof(sql));
        var offenders = samples is null ? null : SqlText.Check(samples, nameof(samples));
        var check = new ValueCheck<T>(query, isRight, rule, offenders, _rows);
        return Make($"{rule}: {SqlText.Short(query)}", SqlText.Version(rule, query), check.RunAsync);
    }

    /// <summary>Closes the connections that are its own.</summary>
    public ValueTask DisposeAsync() => _ownsSource ? _source.DisposeAsync() : ValueTask.CompletedTask;

    private Check Make(string name, string version, Func<NpgsqlConnection, CancellationToken, Task<CheckResult>> ask) =>
        BlueGreen.Checks.That(name, (operation, stop) => _sessions.AskAsync(operation, ask, stop), version);
}
