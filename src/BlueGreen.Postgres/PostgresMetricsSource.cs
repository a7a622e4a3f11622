using System.Collections.Immutable;
using BlueGreen.Postgres.Checking;
using BlueGreen.Postgres.Connections;
using BlueGreen.Postgres.Metering;
using Npgsql;

namespace BlueGreen.Postgres;

/// <summary>
/// Measures deployments by what a PostgreSQL database knows of them: tables with their requests or jobs, sessions, and the server's own counters. A reading is one read-only transaction, so all of its metrics
/// come from one state of the data, and its window ends <see cref="PostgresMetricsOptions.Settle"/> behind the database's clock. Thread-safe.
/// </summary>
public sealed class PostgresMetricsSource : IMetricsSource, IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly ImmutableDictionary<MetricName, PostgresMetric> _metrics;
    private readonly PostgresMetricsOptions _options;
    private readonly DatabaseName _database;
    private readonly CounterMemory _memory = new();
    private readonly bool _ownsSource;

    /// <summary>Makes a source with connections of its own. Nothing is connected until the first reading.</summary>
    /// <param name="connectionString">The database, in the words of Npgsql. A role that may only read suffices; a standby lags behind what it is asked for.</param>
    /// <param name="metrics">What it measures, each name once. At least one.</param>
    /// <param name="options">The settings. Default: all defaults.</param>
    /// <exception cref="ArgumentException">The connection string or a setting makes no sense, or there is no metric, or one twice.</exception>
    public PostgresMetricsSource(string connectionString, ImmutableArray<PostgresMetric> metrics, PostgresMetricsOptions? options = null)
        : this(NpgsqlDataSource.Create(PlainConnection.Complete(connectionString, "bluegreen metrics")), metrics, options) => _ownsSource = true;

    /// <summary>Makes a source on connections of a data source that the caller owns and disposes.</summary>
    /// <param name="source">The database.</param>
    /// <param name="metrics">What it measures, each name once. At least one.</param>
    /// <param name="options">The settings. Default: all defaults.</param>
    /// <exception cref="ArgumentException">A setting makes no sense, or there is no metric, or one twice.</exception>
    public PostgresMetricsSource(NpgsqlDataSource source, ImmutableArray<PostgresMetric> metrics, PostgresMetricsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new();
        if (new PostgresMetricsOptionsValidator().Validate(null, options) is { Failed: true } result)
        {
            throw new ArgumentException($"Metrics cannot be read like this: {result.FailureMessage}", nameof(options));
        }

        Metrics = MetricNames.Check(metrics);
        (_source, _options, _database) = (source, options.Copy(), DatabaseName.Of(source));
        _metrics = metrics.ToImmutableDictionary(metric => metric.Name);
        Identity = new($"postgres-metrics:{_database.Database}", MetricNames.Version(metrics));
    }

    /// <summary>The database, and what identifies the queries: a rollout that is resumed with others takes no forward step.</summary>
    public ProviderIdentity Identity { get; }

    /// <inheritdoc/>
    public ImmutableArray<MetricName> Metrics { get; }

    /// <inheritdoc/>
    public async Task<MetricReading> ReadAsync(MetricQuery query, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(operation);
        cancellationToken.ThrowIfCancellationRequested();
        if (query.Metrics.FirstOrDefault(metric => !_metrics.ContainsKey(metric)) is { Value.Length: > 0 } stranger)
        {
            throw ProviderException.Permanent($"{stranger} is not measured at {_database}; {string.Join(", ", Metrics)} are. Add it to the source, or bind another source for it.");
        }

        var limit = operation.TimeLeft > TimeSpan.Zero && operation.TimeLeft * 0.9 < _options.StatementTimeout ? operation.TimeLeft * 0.9 : _options.StatementTimeout;
        try
        {
            return await ReadOnlySession.RunAsync(_source, limit, (session, stop) => ReadAsync(session, query, stop), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (CheckFailure.Concerns(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw MetricFailure.Translate(exception, limit, _database);
        }
    }

    /// <summary>Closes the connections that are its own.</summary>
    public ValueTask DisposeAsync() => _ownsSource ? _source.DisposeAsync() : ValueTask.CompletedTask;

    private async Task<MetricReading> ReadAsync(NpgsqlConnection session, MetricQuery query, CancellationToken cancellationToken)
    {
        var window = await MetricClock.FindWindowAsync(session, query, _options, cancellationToken).ConfigureAwait(false);
        var asked = query.Metrics.Distinct().Select(name => _metrics[name]).ToLookup(metric => metric.Shape >= MetricShape.Rollbacks);
        var evidence = new List<MetricEvidence>();
        if (asked[true].Any())
        {
            evidence.AddRange(await new CounterReader(session, window, _memory).ReadAsync([.. asked[true]], cancellationToken).ConfigureAwait(false));
        }

        foreach (var metric in asked[false])
        {
            evidence.AddRange(await new MetricReader(session, window).ReadAsync(metric, cancellationToken).ConfigureAwait(false));
        }

        return new() { From = window.From, Watermark = window.Until, Evidence = [.. evidence] };
    }
}
