using BlueGreen.Journal;
using BlueGreen.Sqlite.Connections;
using BlueGreen.Sqlite.Tests.Fixtures;
using BlueGreen.Testing.Reference;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Sqlite.Tests;

/// <summary>A newer program has written events into a store that an older one reads.</summary>
public sealed class NewerJournalTests : IDisposable
{
    private const string Newer = "r-1";

    private readonly DatabaseFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_rollout_of_a_newer_version_is_listed_and_whoever_reads_it_is_told_why_not()
    {
        await WriteAsync();
        using var program = new ServiceCollection().AddBlueGreenSqliteJournal(_folder.Database).AddLogging().AddBlueGreenClient().Services.BuildServiceProvider();
        var client = program.GetRequiredService<IRolloutClient>();

        Assert.Equal(new(Newer), (await client.ListAsync(cancellationToken: Cancellation).SingleAsync(Cancellation)).Rollout);
        var status = await Assert.ThrowsAsync<UnknownEventException>(() => client.GetAsync(new(Newer), Cancellation));
        var watched = await Assert.ThrowsAsync<UnknownEventException>(() => client.WatchAsync(new(Newer), cancellationToken: Cancellation).CountAsync(Cancellation).AsTask());
        Assert.All([status.Message, watched.Message], message => Assert.Contains($"Entry 2 of rollout {Newer}", message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_leaves_it_alone_and_goes_on_with_the_others_and_with_telling_of_them()
    {
        await WriteAsync();
        var (told, log) = (new Hearer(), new Complaints());
        using var host = Host(told, log);
        await host.StartAsync(Cancellation);

        var id = await host.Services.GetRequiredService<IRolloutClient>().StartAsync("other", new("2.0.0"), cancellationToken: Cancellation);

        await told.Closed.Task.WaitAsync(Cancellation);
        Assert.Equal([id], told.Rollouts.Distinct());
        Assert.Equal(1, log.Count);
        await host.StopAsync(Cancellation);
        using var connection = Open();
        Assert.Equal(2L, connection.Run("SELECT count(*) FROM rollout_event WHERE rollout = 'r-1'"));
        Assert.Empty(await _folder.Store().ClaimAsync(new("older", TimeSpan.FromMinutes(1), 10), Cancellation));
    }

    /// <summary>As a newer program leaves it: with its schema, its first event in today's form, and one that nobody here knows.</summary>
    private async Task WriteAsync()
    {
        await _folder.Store().StartAsync(Rollouts.Start(Newer) with { Schema = JournalJson.Schema + 1 }, Cancellation);
        using var connection = Open();
        connection.Run("""
            INSERT INTO rollout_event (rollout, sequence, event_id, epoch, at, event) SELECT rollout, 2, 'two', epoch, at, '{"event":"somethingNew"}' FROM rollout_event;
            """);
    }

    private IHost Host(Hearer told, Complaints log)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddProvider(log);
        builder.Services.AddBlueGreenSqliteJournal(_folder.Database);
        builder.Services.AddBlueGreen(options => options.ClaimInterval = TimeSpan.FromMilliseconds(50))
            .AddRollout("shop", (_, _) => Plan("shop"))
            .AddRollout("other", (_, _) => Plan("other"))
            .AddNotifier(_ => told)
            .ConfigureNotifications(new() { FirstPause = TimeSpan.FromHours(1), LongestPause = TimeSpan.FromHours(1), PollInterval = TimeSpan.FromMilliseconds(50), IncludeDetails = true });
        return builder.Build();
    }

    private static RolloutPlan Plan(string application) => new RolloutBuilder(application)
        .Environment(new ReferenceEnvironment()).Traffic(new ReferenceTrafficRouter()).WithoutTriggers("a test").DeployGreen().ShiftTo(Percentage.All).Promote().Build();

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={_folder.Database};Pooling=False");
        connection.Open();
        return connection;
    }
}
