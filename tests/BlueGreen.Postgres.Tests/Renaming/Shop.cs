using System.Collections.Concurrent;
using BlueGreen.Postgres.Migrations;
using BlueGreen.Postgres.Tests.Migrations;
using BlueGreen.Traffic;
using BlueGreen.Yarp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Postgres.Tests.Renaming;

/// <summary>
/// A shop whose next release calls a column something else: a database with articles, two releases, a router before them, and visitors who go through it all the time. The migration is the recipe of the documentation, word for word.
/// </summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string Application = "shop";

    private readonly CancellationTokenSource _closing = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-shop-").FullName;
    private readonly ConcurrentBag<string> _errors = [];
    private readonly WebApplication _router;
    private readonly HttpClient _client;
    private Task[] _visitors = [];
    private int _visits;

    private Shop(MigratedDatabase database, WebApplication router) => (Database, _router, _client) = (database, router, new());

    public MigratedDatabase Database { get; }

    public ShopRelease Blue { get; private set; } = null!;

    public ShopRelease Green { get; private set; } = null!;

    public Ledger Ledger { get; } = new();

    public PostgresChecks Checks { get; private set; } = null!;

    /// <summary>Everything that went wrong for anybody.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    public int Visits => Volatile.Read(ref _visits);

    public YarpTrafficRouter Router => _router.Services.GetRequiredService<YarpTrafficRouter>();

    public PostgresSessionOptions Sessions { get; } = new() { NameOf = ShopRelease.NameOf, LookEvery = TimeSpan.FromMilliseconds(200), QuietFor = TimeSpan.FromSeconds(1) };

    public static async Task<Shop> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<ITrafficRegister>(new InMemoryTrafficRegister());
        builder.Services.AddBlueGreenYarpRouter(Application, options => options.Retries = 0);
        var router = builder.Build();
        router.MapBlueGreenRouter();
        var shop = new Shop(await MigratedDatabase.CreateAsync(), router);
        await shop.OpenDoorsAsync();
        return shop;
    }

    /// <summary>Everything but steps: both releases, the router and what it measures, the database and its migrations.</summary>
    public RolloutBuilder Plan(bool looksForSessions = true) => new RolloutBuilder(Application)
        .Environment(new ShopEnvironment(Blue, Green, Ledger))
        .Traffic(Router)
        .Metrics(Router, sampleEvery: TimeSpan.FromSeconds(1))
        .Health(Probe.Get("up", "/health"))
        .RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(1)).For(TimeSpan.FromSeconds(3)))
        .UsePostgresMigrations(Database.ConnectionString, _folder, new() { OldSessions = looksForSessions ? Sessions : null });

    public Check TheSame() => Checks.CountIsZero("select count(*) from articles where name is distinct from title");

    /// <summary>Ends all writing, and compares what every article is with what it was last written as.</summary>
    /// <param name="column">Where it is read.</param>
    /// <returns>How many articles were written and compared.</returns>
    public async Task<int> CompareAsync(string column)
    {
        await CloseDoorsAsync();
        var articles = new Dictionary<int, string>();
        await using var connection = await Database.ConnectAsync("auditor");
        await using var command = new Npgsql.NpgsqlCommand($"select id, {column} from articles", connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            articles.Add(reader.GetInt32(0), reader.GetString(1));
        }

        Assert.Equal([], Ledger.Last.Where(written => articles[written.Key] != written.Value).Select(written => $"{written.Key} is {articles[written.Key]}, not {written.Value}"));
        Assert.Equal([], Enumerable.Range(0, Ledger.Seeded).Where(id => !Ledger.Last.ContainsKey(id) && articles[id] != $"title {id}"));
        return Ledger.Last.Count;
    }

    /// <summary>The table's columns, and its triggers.</summary>
    public Task<string> ShapeAsync() => Database.QueryAsync<string>("""
        select (select string_agg(attname, ',' order by attname) from pg_attribute where attrelid = 'articles'::regclass and attnum > 0 and not attisdropped)
            || coalesce((select ' with ' || string_agg(tgname, ',') from pg_trigger where tgrelid = 'articles'::regclass and not tgisinternal), '')
        """);

    public async ValueTask DisposeAsync()
    {
        await CloseDoorsAsync();
        await Checks.DisposeAsync();
        await _router.DisposeAsync();
        await Blue.DisposeAsync();
        await Green.DisposeAsync();
        await Database.DisposeAsync();
        _client.Dispose();
        _closing.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task OpenDoorsAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "0042_rename_title.sql"), Recipe());
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "0007_articles.sql"),
            $"create table articles (id int primary key, title text);\ninsert into articles select i, 'title ' || i from generate_series(0, {Ledger.Seeded - 1}) i;");
        await Database.Runner(MigrationSet.From([new("0007_articles.sql", await File.ReadAllTextAsync(Path.Combine(_folder, "0007_articles.sql")))])).MigrateAsync(MigrationPhase.Expand, TestContext.Current.CancellationToken);
        Blue = await ShopRelease.StartAsync("41", "title", Database.ConnectionString, _errors);
        Green = await ShopRelease.StartAsync("42", "name", Database.ConnectionString, _errors);
        Checks = new(Database.ConnectionString);
        await _router.StartAsync(TestContext.Current.CancellationToken);
        await Router.ApplyAsync(
            TrafficSplit.AllTo(Blue.Deployment.Id), Migrations.Operations.Make(epoch: 0) with { Blue = Blue.Deployment }, TestContext.Current.CancellationToken);
        Blue.Work(Ledger, 0, 1);
        _visitors = [.. new[] { 4, 5 }.Select(part => Task.Run(() => VisitAsync(part, _closing.Token)))];
    }

    private async Task CloseDoorsAsync()
    {
        await _closing.CancelAsync();
        await Task.WhenAll(_visitors);
        await Blue.PauseAsync();
        await Green.PauseAsync();
    }

    /// <summary>Writes an article and reads it again, through the router: each of the two may come to either release.</summary>
    private async Task VisitAsync(int part, CancellationToken closing)
    {
        var own = Ledger.Articles(part);
        var address = _router.Urls.Single();
        for (var i = 0; !closing.IsCancellationRequested; i++)
        {
            var (id, value) = own.Next($"visitor-{part}");
            var isNew = i % 10 == 0;
            id = isNew ? own.NextNew() : id;
            try
            {
                using var written = isNew ? await _client.PostAsync($"{address}/articles/{id}/{value}", null, CancellationToken.None) : await _client.PutAsync($"{address}/articles/{id}/{value}", null, CancellationToken.None);
                written.EnsureSuccessStatusCode();
                own.Wrote(id, value);
                var read = await _client.GetStringAsync($"{address}/articles/{id}", CancellationToken.None);
                if (read != value)
                {
                    _errors.Add($"visitor {part} wrote {value} and read {read}");
                }
            }
            catch (HttpRequestException e)
            {
                _errors.Add($"visitor {part}: {e.Message}");
                return;
            }

            Interlocked.Increment(ref _visits);
        }
    }

    /// <summary>The example of the documentation.</summary>
    private static string Recipe()
    {
        const string Begin = "```sql\n-- 0042_rename_title.sql\n";
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "postgres-migrations.md"));
        var begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return page[begin..page.IndexOf("\n```", begin, StringComparison.Ordinal)];
    }
}
