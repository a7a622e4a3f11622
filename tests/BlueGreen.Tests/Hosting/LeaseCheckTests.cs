using System.Threading.Channels;
using BlueGreen.Driving;
using BlueGreen.Events;
using BlueGreen.Execution;
using BlueGreen.Hosting;
using BlueGreen.Journal;
using BlueGreen.Machine;
using BlueGreen.Operations;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.Tests.Hosting;

/// <summary>The lease is looked at when a call is about to go out, not only when it was decided.</summary>
public sealed class LeaseCheckTests : IDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _clock = new();
    private readonly Shop _shop = new();
    private readonly Channel<DriverInput> _posted = Channel.CreateUnbounded<DriverInput>();
    private readonly InMemoryRolloutStore _store = new();
    private readonly RolloutPlan _plan;
    private readonly RequestDispatcher _dispatcher;

    public LeaseCheckTests()
    {
        _plan = _shop.QuickPlan();
        var calls = new ProviderCalls(_plan.Bindings, new(_plan.Bindings, null!, null!, null!, null!, _clock), null!, null!);
        _dispatcher = new(_store, calls, new(_plan.Bindings, null!), new(_clock), TimeSpan.FromSeconds(5), NullLogger.Instance);
        _dispatcher.HoldUntil(_clock.GetUtcNow() + Lease);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _dispatcher.Dispose();

    [Fact]
    public async Task Under_the_lease_a_write_goes_out()
    {
        var performed = Assert.IsType<DriverInput.Performed>(await AskAsync(new DriverRequest.Perform(Operation(Shift()), Context(), RolloutState.Empty)));

        Assert.Null(performed.Result.Error);
        Assert.Equal(["split d-1 90%, d-2 10%"], _shop.Calls);
    }

    [Fact]
    public async Task After_the_lease_no_write_goes_out()
    {
        _clock.Advance(Lease);

        var performed = Assert.IsType<DriverInput.Performed>(await AskAsync(new DriverRequest.Perform(Operation(Shift()), Context(), RolloutState.Empty)));
        var settled = Assert.IsType<DriverInput.SettleEnded>(await AskAsync(new DriverRequest.Settle(Operation(new RunStep(0)), Context(), RolloutState.Empty)));

        Assert.All([performed.Result, settled.Result], result => Assert.Equal(("the lease ran out before the call began", true), (result.Error, result.IsTransient)));
        Assert.Empty(_shop.Calls);
    }

    [Fact]
    public async Task After_the_lease_no_event_is_sent()
    {
        var id = RolloutId.New(TimeProvider.System);
        await _store.StartAsync(new(id, new() { Kind = RolloutKind.Forward, Release = new("2"), Plan = _plan.Description }, IfActive.Refuse), Token);
        var lease = Assert.Single(await _store.ClaimAsync(new("ann", TimeSpan.FromMinutes(5), 1), Token));
        _clock.Advance(Lease);

        Assert.IsType<DriverInput.AppendLost>(await AskAsync(new DriverRequest.Append(new(id, lease.Epoch, 1, "two", new StepStarted(0, "deploy green"), 0))));

        Assert.Single(await _store.ReadAsync(id, 0, Token));
    }

    [Fact]
    public async Task Long_work_can_ask_between_its_requests_and_a_renewal_counts()
    {
        var gate = new TaskCompletionSource();
        _shop.DeployGate = gate.Task;
        _dispatcher.Dispatch(new DriverRequest.Perform(Operation(new RunStep(0)), Context(), Started()), input => _posted.Writer.TryWrite(input));
        var context = await _shop.Deploying.Task.WaitAsync(Token);

        Assert.True(context.HoldsLease());
        _clock.Advance(Lease);
        Assert.False(context.HoldsLease());
        _dispatcher.HoldUntil(_clock.GetUtcNow() + Lease);
        Assert.True(context.HoldsLease());
        await _dispatcher.EndAsync();
        Assert.False(context.HoldsLease());
    }

    private async Task<DriverInput> AskAsync(DriverRequest request)
    {
        _dispatcher.Dispatch(request, input => _posted.Writer.TryWrite(input));
        return await _posted.Reader.ReadAsync(Token);
    }

    private static ShiftTraffic Shift() => new(TrafficSplit.Between(new("d-1"), new("d-2"), Percentage.Of(10)));

    private RolloutState Started() => RolloutState.Empty.Apply(
        new(new("r"), 1, "one", 0, _clock.GetUtcNow(), new RolloutStarted { Kind = RolloutKind.Forward, Release = new("2"), Plan = _plan.Description }));

    private OperationState Operation(RolloutOperation operation) => new(new("r-2"), operation, 2, 1, _clock.GetUtcNow(), _clock.GetUtcNow() + TimeSpan.FromMinutes(5));

    private OperationContext Context() => new()
    {
        Rollout = new("r"),
        Application = "shop",
        Step = "a step",
        Operation = new("r-2"),
        Token = new(1, 2),
        StartedAt = _clock.GetUtcNow(),
        Deadline = _clock.GetUtcNow() + TimeSpan.FromMinutes(5),
        TimeLeft = TimeSpan.FromMinutes(5),
        Release = new("2"),
        Blue = Shop.Make("1"),
        Green = Shop.Make("2"),
    };
}
