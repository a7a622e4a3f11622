using System.Collections.Immutable;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>A trial of a router.</summary>
internal sealed class RouterTrial(TrafficRouterFixture fixture, TrialSetting setting) : Trial(fixture, setting)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private long _intent;

    public DeploymentId Blue => fixture.Blue.Id;

    public DeploymentId Green => fixture.Green.Id;

    public TrafficSplit AllBlue => TrafficSplit.AllTo(Blue);

    public TrafficSplit AllGreen => TrafficSplit.AllTo(Green);

    public async Task<ITrafficRouter> CreateAsync() => await fixture.CreateAsync(Cancellation).ConfigureAwait(false);

    public TrafficSplit GreenAt(Percentage weight) => TrafficSplit.Between(Blue, Green, weight);

    /// <summary>A split between the two that the router can make: the nearest to the wish.</summary>
    public TrafficSplit Shared(ITrafficRouter router, double percent)
    {
        var step = router.Capabilities.Step.Percent;
        return GreenAt(Percentage.Of(Math.Clamp(Math.Round(Math.Max(1, Math.Round(percent / step)) * step, 2), 0, 100)));
    }

    public OperationContext Next(string name) => At(++_intent, name: name);

    public OperationContext At(long intent, long epoch = 0, string name = "shift") =>
        Operation($"{name}-{intent}", intent, epoch, blue: fixture.Blue, green: fixture.Green);

    public async Task ApplyAsync(ITrafficRouter router, TrafficSplit split, OperationContext operation) =>
        await CallAsync(Apply(split, operation), ct => router.ApplyAsync(split, operation, ct)).ConfigureAwait(false);

    public Task ApplyAsync(ITrafficRouter router, TrafficSplit split) => ApplyAsync(router, split, Next("shift"));

    public async Task<Observed<TrafficSplit>> ReadAsync(ITrafficRouter router) =>
        await CallAsync("ReadAsync", ct => router.ReadAsync(Next("read"), ct)).ConfigureAwait(false);

    public async Task ExpectAsync(ITrafficRouter router, TrafficSplit split)
    {
        var read = await ReadAsync(router).ConfigureAwait(false);
        Expect(read.IsKnown && split.Equals(read.Value), $"ReadAsync answered {read}, not {split}");
    }

    public Task StaleAsync(ITrafficRouter router, TrafficSplit split, OperationContext operation) =>
        RefusedAsync(Apply(split, operation), ct => router.ApplyAsync(split, operation, ct), isTransient: false);

    public async Task<ImmutableArray<DeploymentId?>> SendAsync(int requests, string user = "ann")
    {
        var answers = await fixture.SendAsync(requests, user, Cancellation).ConfigureAwait(false) ?? throw Exempt("the fixture does not override SendAsync");
        Note($"sent {requests} requests as {user}");
        return answers;
    }

    public async Task<IAsyncDisposable> HoldAsync()
    {
        var held = await fixture.HoldAsync(Cancellation).ConfigureAwait(false) ?? throw Exempt("the fixture does not override HoldAsync");
        Note("left a request unanswered");
        return held;
    }

    public async Task<ILongLivedConnection> ConnectAsync(LongLivedKind kind)
    {
        var connection = await fixture.ConnectAsync(kind, Cancellation).ConfigureAwait(false) ?? throw Exempt("the fixture does not override ConnectAsync");
        Note($"opened a connection of kind {kind}");
        return connection;
    }

    public async Task<bool> ExchangeAsync(ILongLivedConnection connection) =>
        await CallAsync("exchanged a message on it", connection.ExchangeAsync).ConfigureAwait(false);

    public async Task AdvanceAsync(TimeSpan time)
    {
        await fixture.AdvanceAsync(time, Cancellation).ConfigureAwait(false);
        Note($"let {time.TotalSeconds} s pass");
    }

    /// <summary>What has passed since then by the router's clock.</summary>
    public Func<TimeSpan> Stopwatch() => Since(fixture.RouterClock);

    /// <summary>Asks again until the answer is as expected; what is seen from outside may take a moment to be counted.</summary>
    public async Task EventuallyAsync(string what, Func<CancellationToken, Task<bool>> isSo, Func<string> seen)
    {
        var elapsed = Since(fixture.Clock);
        Note(what);
        while (!await Bounded(isSo(Cancellation)).ConfigureAwait(false))
        {
            Expect(elapsed() < fixture.Patience, seen());
            await Task.Delay(Pause, fixture.Clock, Cancellation).ConfigureAwait(false);
        }
    }

    public static string Apply(TrafficSplit split, OperationContext operation) => $"ApplyAsync({split}) as {operation.Operation} with token {operation.Token}";
}
