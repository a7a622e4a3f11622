using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BlueGreen.Postgres.Tests.Renaming;

/// <summary>
/// A release of a shop: an app that really answers, with a pool of its own under its own name, and two jobs. It knows its own column only, and all its requests read and write articles. Its health says nothing of the database.
/// </summary>
internal sealed class ShopRelease : IAsyncDisposable
{
    private readonly string _column;
    private readonly WebApplication _app;
    private readonly NpgsqlDataSource _database;
    private readonly ConcurrentBag<string> _errors;
    private CancellationTokenSource? _working;
    private Task[] _jobs = [];

    private ShopRelease(string version, string column, string connectionString, ConcurrentBag<string> errors)
    {
        (Version, _column, _errors) = (version, column, errors);
        _database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = NameOf(new(version)),
            Timeout = 60,
            CommandTimeout = 120,
            MaxPoolSize = 6,
            MinPoolSize = 0,
            ConnectionIdleLifetime = 5,
            ConnectionPruningInterval = 1,
        }.ConnectionString);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/health", () => version);
        _app.MapGet("/articles/{id:int}", ReadAsync);
        _app.MapPut("/articles/{id:int}/{value}", WriteAsync);
        _app.MapPost("/articles/{id:int}/{value}", AddAsync);
    }

    public string Version { get; }

    public Deployment Deployment => new() { Id = new(Version), Version = Version, Url = new(_app.Urls.Single()) };

    public static string NameOf(DeploymentId deployment) => $"shop {deployment}";

    public static async Task<ShopRelease> StartAsync(string version, string column, string connectionString, ConcurrentBag<string> errors)
    {
        var release = new ShopRelease(version, column, connectionString, errors);
        await release._app.StartAsync(TestContext.Current.CancellationToken);
        return release;
    }

    /// <summary>Lets the two jobs write, each to articles of its own, without a pause.</summary>
    public void Work(Ledger ledger, int first, int second)
    {
        _working ??= new();
        _jobs = _jobs.Length > 0 ? _jobs : [.. new[] { first, second }.Select(part => Task.Run(() => WorkAsync(ledger, part, _working.Token)))];
    }

    /// <summary>Lets the jobs pause: when this returns, neither writes.</summary>
    public async Task PauseAsync()
    {
        if (_working is { } working)
        {
            await working.CancelAsync();
            await Task.WhenAll(_jobs);
            working.Dispose();
            (_working, _jobs) = (null, []);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await PauseAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task WorkAsync(Ledger ledger, int part, CancellationToken stop)
    {
        var article = ledger.Articles(part);
        while (!stop.IsCancellationRequested)
        {
            var (id, value) = article.Next($"{Version}-job-{part}");
            try
            {
                await WriteAsync(id, value);
                article.Wrote(id, value);
            }
            catch (NpgsqlException e)
            {
                _errors.Add($"job {part} of {Version}: {e.Message}");
                return;
            }
        }
    }

    private async Task<string?> ReadAsync(int id)
    {
        await using var command = _database.CreateCommand($"select {_column} from articles where id = $1");
        command.Parameters.AddWithValue(id);
        return (string?)await command.ExecuteScalarAsync();
    }

    private async Task WriteAsync(int id, string value)
    {
        await using var command = _database.CreateCommand($"update articles set {_column} = $2 where id = $1");
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(value);
        if (await command.ExecuteNonQueryAsync() != 1)
        {
            _errors.Add(string.Create(CultureInfo.InvariantCulture, $"{Version} did not find article {id}"));
        }
    }

    private async Task<IResult> AddAsync(int id, string value)
    {
        await using var command = _database.CreateCommand($"insert into articles (id, {_column}) values ($1, $2)");
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(value);
        await command.ExecuteNonQueryAsync();
        return Results.Ok();
    }
}
