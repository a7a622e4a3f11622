using BlueGreen.Artifacts;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Plans;
using BlueGreen.Retention;
using BlueGreen.Tests.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.Tests.Retention;

public sealed class RetentionTests
{
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));
    private readonly InMemoryArtifactStore _artifacts = new();
    private readonly InMemoryRolloutStore _store;

    public RetentionTests() => _store = new(_clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_and_the_young_ones_of_each_application_stay()
    {
        foreach (var (name, days, application) in new[] { ("a", 40, "shop"), ("b", 30, "shop"), ("c", 5, "shop"), ("d", 3, "shop"), ("e", 1, "shop"), ("f", 50, "blog"), ("g", 45, "blog") })
        {
            await AddAsync(name, days, application);
        }

        Assert.Equal(2, await SweepAsync(new() { Newest = 2, Age = TimeSpan.FromDays(10) }));

        Assert.Equal(["e", "d", "c", "g", "f"], await NamesAsync());
    }

    [Fact]
    public async Task The_newest_success_stays_however_old_it_is()
    {
        await AddAsync("older", 90);
        await AddAsync("way-back", 80);
        await AddAsync("failed", 70, outcome: RolloutOutcome.Failed);

        Assert.Equal(2, await SweepAsync(new() { Newest = 0, Age = TimeSpan.Zero }));

        Assert.Equal(["way-back"], await NamesAsync());
    }

    [Fact]
    public async Task Open_rollouts_stay_and_what_their_plans_require()
    {
        await AddAsync("required", 90, "staging", "3");
        await AddAsync("other-version", 80, "staging", "2");
        await AddAsync("newest", 70, "staging", "4");
        var plan = new Hosting.Shop().QuickPlan("shop").Description with { Requires = [new PlanRequirement("staging", "sha256:any", TimeSpan.FromDays(1000))] };
        await _store.StartAsync(new(new("open"), new RolloutStarted { Kind = RolloutKind.Forward, Release = new("3"), Plan = plan }, IfActive.Refuse), Token);

        Assert.Equal(1, await SweepAsync(new() { Newest = 0, Age = TimeSpan.Zero }));

        Assert.Equal(["open", "newest", "required"], await NamesAsync());
    }

    [Fact]
    public async Task Artifacts_go_with_their_rollout()
    {
        await AddAsync("old", 90);
        await AddAsync("new", 1);
        foreach (var owner in new[] { "old", "new", "shop" })
        {
            using var content = new MemoryStream([1]);
            await _artifacts.WriteAsync(new(owner, "output.txt"), content, Token);
        }

        await SweepAsync(new() { Newest = 1, Age = TimeSpan.FromDays(10) });

        Assert.Empty(await _artifacts.ListAsync("old", Token).ToArrayAsync(Token));
        Assert.Single(await _artifacts.ListAsync("new", Token).ToArrayAsync(Token));
        Assert.Single(await _artifacts.ListAsync("shop", Token).ToArrayAsync(Token));
    }

    [Fact]
    public async Task More_than_a_page_is_looked_through()
    {
        for (var i = 0; i < 250; i++)
        {
            await AddAsync($"r{i}", 300 - i);
        }

        Assert.Equal(245, await SweepAsync(new() { Newest = 5, Age = TimeSpan.FromDays(1) }));
        Assert.Equal(5, (await NamesAsync()).Length);
    }

    [Fact]
    public async Task A_host_deletes_at_its_start_and_then_at_each_interval()
    {
        await AddAsync("old", 90);
        await AddAsync("young", 9);
        await AddAsync("newest", 1);
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<TimeProvider>(_clock).AddSingleton<IRolloutStore>(_store).AddSingleton<IArtifactStore>(_artifacts);
        builder.Services.AddBlueGreen().KeepRollouts(new() { Newest = 1, Age = TimeSpan.FromDays(10), Interval = TimeSpan.FromHours(6) });
        using var host = builder.Build();
        await host.StartAsync(Token);

        await UntilAsync(["newest", "young"]);
        await UntilAsync(["newest"], () => _clock.Advance(TimeSpan.FromHours(6)));
        await host.StopAsync(Token);
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused()
    {
        var builder = new ServiceCollection().AddBlueGreen();

        Assert.All<RolloutRetention>(
            [new() { Newest = -1 }, new() { Age = TimeSpan.FromDays(-1) }, new() { Interval = TimeSpan.Zero }],
            retention => Assert.Throws<ArgumentOutOfRangeException>(() => builder.KeepRollouts(retention)));
    }

    private Task<bool> AddAsync(string name, int days, string application = "shop", string version = "2", RolloutOutcome outcome = RolloutOutcome.Succeeded) =>
        _store.ImportAsync(PastRollouts.Make(new(name), _clock.GetUtcNow().AddDays(-days), application, version, outcome), Token);

    private Task<int> SweepAsync(RolloutRetention retention) => new RolloutSweep(_store, _artifacts, retention, _clock).RunAsync(Token);

    private async Task<string[]> NamesAsync() => await _store.ListAsync(new() { Maximum = 1000 }, Token).Select(summary => summary.Rollout.Value).ToArrayAsync(Token);

    private async Task UntilAsync(string[] wanted, Action? between = null)
    {
        while (!(await NamesAsync()).SequenceEqual(wanted))
        {
            between?.Invoke();
            await Task.Delay(10, Token);
        }
    }
}
