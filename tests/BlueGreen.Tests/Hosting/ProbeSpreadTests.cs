using System.Collections.Immutable;
using BlueGreen.Artifacts;
using BlueGreen.Events;
using BlueGreen.Health;
using BlueGreen.Hosting;
using BlueGreen.Journal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.Tests.Hosting;

/// <summary>A process that takes over many rollouts at the same instant does not send all of their probes at that instant.</summary>
public sealed class ProbeSpreadTests : IDisposable
{
    private const int Rollouts = 100;
    private const int RoundsPerTick = ProbeWheel.AtOnce / 4;

    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    private readonly FakeTimeProvider _clock = new(Start);
    private readonly SemaphoreSlim _began = new(0);
    private readonly List<DateTimeOffset> _begun = [];
    private readonly Shop _shop = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _began.Dispose();

    [Fact]
    public async Task The_rollouts_of_a_process_share_one_wheel()
    {
        var store = new InMemoryRolloutStore(_clock);
        using var engine = new RolloutEngine(store, new Catalog(this), new InMemoryArtifactStore(), new Prober(this), new HostSettings(), _clock, NullLogger.Instance);
        foreach (var application in Enumerable.Range(0, Rollouts).Select(i => $"app-{i}"))
        {
            var started = new RolloutStarted { Kind = RolloutKind.Forward, Release = new("2"), Plan = Plan(application).Description };
            await store.StartAsync(new(new($"r-{application}"), started, IfActive.Refuse), Token);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var driving = engine.RunAsync(null, stop.Token);
        await AllHaveAskedAsync(engine.Wheel);
        int[] expected = [RoundsPerTick, RoundsPerTick, 0, RoundsPerTick, Rollouts - (3 * RoundsPerTick)];   // the third finds all places taken; later the first count no longer
        foreach (var rounds in expected)
        {
            await BegunAsync(rounds);
            _clock.Advance(ProbeWheel.Tick);
        }

        await stop.CancelAsync();
        await driving;

        var begun = _begun.CountBy(at => at).ToDictionary();
        Assert.Equal(expected, Enumerable.Range(0, expected.Length).Select(tick => begun.GetValueOrDefault(Start + (tick * ProbeWheel.Tick))));
    }

    /// <summary>Waits until each rollout's first round has begun or waits for its turn.</summary>
    private async Task AllHaveAskedAsync(ProbeWheel wheel)
    {
        while (_began.CurrentCount + wheel.Waiting < Rollouts)
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task BegunAsync(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            await _began.WaitAsync(Token);
        }
    }

    private RolloutPlan Plan(string application) => _shop.Plan(application)
        .Health(Probe.Get("admin", "/"), Probe.Get("public", "/"), Probe.Get("attempt", "/"), Probe.Get("cache", "/"))
        .DeployGreen()
        .Approve("managers", within: TimeSpan.FromHours(1), onExpiry: Expiry.RollBack)
        .ShiftTo(Percentage.All).Promote().Build();

    private sealed class Catalog(ProbeSpreadTests test) : IPlanCatalog
    {
        public RolloutPlan? Find(RolloutStarted started) => test.Plan(started.Plan.Application);
    }

    /// <summary>Notes when it was asked, and never answers, so that no rollout asks twice.</summary>
    private sealed class Prober(ProbeSpreadTests test) : IHealthProber
    {
        public ProviderIdentity Identity { get; } = new("noting", "1");

        public Task<ImmutableArray<ProbeResult>> ProbeAsync(
            ImmutableArray<Probe> probes, Deployment target, OperationContext operation, CancellationToken cancellationToken)
        {
            lock (test._begun)
            {
                test._begun.Add(test._clock.GetUtcNow());
            }

            test._began.Release();
            return Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ContinueWith<ImmutableArray<ProbeResult>>(_ => [], TaskScheduler.Default);
        }
    }
}
