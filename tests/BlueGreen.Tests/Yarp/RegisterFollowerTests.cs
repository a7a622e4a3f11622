using BlueGreen.Traffic;
using BlueGreen.Yarp.Following;
using BlueGreen.Yarp.Routing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.Tests.Yarp;

public sealed class RegisterFollowerTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly WatchedRegister _register;
    private readonly RoutingTable _table = Entries.TableOf(new SplitMixRandomSource(seed: 1));
    private readonly RouterAcknowledger _acknowledger;
    private readonly RegisterFollower _follower;

    public RegisterFollowerTests()
    {
        _register = new(new InMemoryTrafficRegister(_clock));
        _acknowledger = new("shop", "edge", _register, _table);
        _follower = new(
            "shop", _register, _acknowledger, _table, new(() => _table.Meters, _clock), TimeSpan.FromSeconds(15), _clock, NullLogger<RegisterFollower>.Instance);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Once_started_it_routes_as_the_register_says_and_has_said_so()
    {
        await _register.WriteAsync(Entries.AllTo("blue", 3), Cancellation);

        await _follower.StartAsync(Cancellation);

        Assert.Equal(new(1, 3), _table.Entry?.Token);
        Assert.Equal([new("edge", new(1, 3), _clock.GetUtcNow())], await _register.ReadAcknowledgementsAsync("shop", Cancellation));
        await _follower.StopAsync(Cancellation);
    }

    [Fact]
    public async Task It_is_known_to_be_alive_before_it_looks_so_that_a_write_in_between_waits_for_it()
    {
        IReadOnlyList<RouterAcknowledgement> knownAtLook = [];
        _register.BeforeRead = async () => knownAtLook = await _register.ReadAcknowledgementsAsync("shop", Cancellation);

        await _follower.StartAsync(Cancellation);

        Assert.Equal([new("edge", null, _clock.GetUtcNow())], knownAtLook);
        await _follower.StopAsync(Cancellation);
    }

    [Fact]
    public async Task It_acknowledges_an_entry_only_once_it_routes_by_it()
    {
        WriteToken? inForce = null, acknowledged = null;
        await _follower.StartAsync(Cancellation);
        _register.BeforeAcknowledge = token => (inForce, acknowledged) = (_table.Entry?.Token, token);

        await _register.WriteAsync(Entries.AllTo("blue", 7), Cancellation);
        while ((await _register.ReadAcknowledgementsAsync("shop", Cancellation)).Single().Token is null)
        {
            await Task.Yield();
        }

        Assert.Equal(new(1, 7), acknowledged);
        Assert.Equal(acknowledged, inForce);
        await _follower.StopAsync(Cancellation);
    }

    [Fact]
    public async Task It_stays_alive_by_saying_so_again_and_again_until_it_is_stopped()
    {
        await _follower.StartAsync(Cancellation);
        for (var second = 0; second < 30; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await AcknowledgedAtAsync(_clock.GetUtcNow());
        }

        await _follower.StopAsync(Cancellation);
        Assert.False(Assert.Single(await _register.ReadAcknowledgementsAsync("shop", Cancellation)).IsSilent);
        _clock.Advance(InMemoryTrafficRegister.DefaultAcknowledgementLifetime + TimeSpan.FromSeconds(1));

        Assert.True(Assert.Single(await _register.ReadAcknowledgementsAsync("shop", Cancellation)).IsSilent);
    }

    [Fact]
    public async Task Once_everything_in_the_app_has_stopped_it_no_longer_counts()
    {
        await _follower.StartAsync(Cancellation);

        await _follower.StopAsync(Cancellation);
        await _follower.StoppedAsync(Cancellation);
        await _acknowledger.AcknowledgeAsync(Cancellation);

        Assert.Empty(await _register.ReadAcknowledgementsAsync("shop", Cancellation));
    }

    [Fact]
    public async Task A_register_that_does_not_answer_the_goodbye_does_not_keep_the_app_from_stopping()
    {
        await _follower.StartAsync(Cancellation);
        _register.BeforeWithdraw = () => throw new IOException("The register is away.");

        await _follower.StopAsync(Cancellation);
        await _follower.StoppedAsync(Cancellation);

        Assert.Single(await _register.ReadAcknowledgementsAsync("shop", Cancellation));
    }

    public void Dispose()
    {
        _follower.Dispose();
        _acknowledger.Dispose();
    }

    private async Task AcknowledgedAtAsync(DateTimeOffset time)
    {
        while ((await _register.ReadAcknowledgementsAsync("shop", Cancellation)).SingleOrDefault()?.At != time)
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>A register that tells when it is asked.</summary>
    private sealed class WatchedRegister(InMemoryTrafficRegister register) : ITrafficRegister
    {
        public Func<Task> BeforeRead { get; set; } = () => Task.CompletedTask;

        public Action<WriteToken?> BeforeAcknowledge { get; set; } = _ => { };

        public async Task<TrafficEntry?> ReadAsync(string application, CancellationToken cancellationToken)
        {
            await BeforeRead();
            return await register.ReadAsync(application, cancellationToken);
        }

        public Task<bool> WriteAsync(TrafficEntry entry, CancellationToken cancellationToken) => register.WriteAsync(entry, cancellationToken);

        public Task AcknowledgeAsync(string application, string router, WriteToken? token, TimeSpan? validFor, CancellationToken cancellationToken)
        {
            BeforeAcknowledge(token);
            return register.AcknowledgeAsync(application, router, token, validFor, cancellationToken);
        }

        public Action BeforeWithdraw { get; set; } = () => { };

        public Task WithdrawAsync(string application, string router, CancellationToken cancellationToken)
        {
            BeforeWithdraw();
            return register.WithdrawAsync(application, router, cancellationToken);
        }

        public Task<IReadOnlyList<RouterAcknowledgement>> ReadAcknowledgementsAsync(string application, CancellationToken cancellationToken) =>
            register.ReadAcknowledgementsAsync(application, cancellationToken);

        public IAsyncEnumerable<TrafficEntry> WatchAsync(string application, CancellationToken cancellationToken) =>
            register.WatchAsync(application, cancellationToken);
    }
}
