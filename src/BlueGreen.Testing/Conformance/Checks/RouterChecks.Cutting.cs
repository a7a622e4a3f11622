namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>Connections that would stay open for hours.</summary>
internal static partial class RouterChecks
{
    private const string Limit = "IConnectionCuttingRouter.LongLivedLimit";
    private const string Cut = "IConnectionCuttingRouter.ReadCutAsync";
    private static readonly TimeSpan Unlimited = TimeSpan.FromSeconds(3);

    private static IEnumerable<CheckDefinition<RouterTrial>> Cutting => new CheckDefinition<RouterTrial>[]
    {
        new("limit-is-a-time", "The limit is longer than zero, or null for none.", Limit, "Validate the setting when the router is made.", LimitIsATime),
        new("open-while-there-is-weight", "A connection stays open for as long as its deployment has weight, however old it is.", Limit,
            "Measure the limit from the loss of weight, not from the connection's beginning.", OpenWhileThereIsWeight),
        new("open-until-the-limit", "A connection outlives the weight of its deployment until the limit.", Limit, "Cut no earlier than LongLivedLimit says.", OpenUntilTheLimit),
        new("web-sockets-are-cut", "A WebSocket that outlived the weight of its deployment by the limit is cut, and no longer in flight.", Limit,
            "End upgraded connections yourself, and let them leave the count.", t => CutAtTheLimit(t, LongLivedKind.WebSocket)),
        new("event-streams-are-cut", "An event stream that outlived the weight of its deployment by the limit is cut, and no longer in flight.", Limit,
            "Know streams by their content type, end them yourself, and let them leave the count.", t => CutAtTheLimit(t, LongLivedKind.EventStream)),
        new("requests-are-not-cut", "A request that is merely slow is not cut at the limit; it stays in flight until it is answered.", Limit, "Cut WebSockets and event streams only.", RequestsAreNotCut),
        new("no-limit-cuts-nothing", "Without a limit no connection is cut.", Limit, "Declare the limit by which the router cuts.", NoLimitCutsNothing),
        new("cut-is-counted", "Each connection that was cut is counted for its deployment, and for no other.", Cut, "Count where you cut, by deployment.", CutIsCounted),
        new("ended-is-not-counted", "A connection that ended before the limit was not cut.", Cut, "Count what you cut, not what was open.", EndedIsNotCounted),
        new("cut-is-counted-anew", "The count begins at zero when the deployment loses its weight again.", Cut, "Remember the count of before when the weight is lost.", CutIsCountedAnew),
        new("cut-away-is-not-wrong", "While the resource is away the count is right or unknown, never another number, and no exception.", Cut, "Answer Observed.Unknown with the reason.", CutAway),
        new("cancelled-cut-throws", "A read whose token is cancelled already throws OperationCanceledException.", Cut, "Begin with cancellationToken.ThrowIfCancellationRequested().", CancelledCut),
    }.Select(check => check with { Capability = typeof(IConnectionCuttingRouter) });

    private static async Task LimitIsATime(RouterTrial t)
    {
        var router = (IConnectionCuttingRouter)await t.CreateAsync().ConfigureAwait(false);
        t.Expect(router.LongLivedLimit is null || router.LongLivedLimit > TimeSpan.Zero, $"LongLivedLimit is {router.LongLivedLimit}");
    }

    private static async Task OpenWhileThereIsWeight(RouterTrial t)
    {
        var (router, limit) = await LimitedAsync(t).ConfigureAwait(false);
        var connection = await t.ConnectAsync(LongLivedKind.WebSocket).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await t.ApplyAsync(router, t.Shared(router, 50)).ConfigureAwait(false);
            await t.AdvanceAsync(limit * 2).ConfigureAwait(false);
            t.Expect(await t.ExchangeAsync(connection).ConfigureAwait(false), "the connection was cut, though its deployment has weight");
            await ExpectCutAsync(t, router, t.Blue, 0).ConfigureAwait(false);
        }
    }

    private static async Task OpenUntilTheLimit(RouterTrial t)
    {
        var (router, limit) = await LimitedAsync(t).ConfigureAwait(false);
        var connection = await t.ConnectAsync(LongLivedKind.WebSocket).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var elapsed = t.Stopwatch();
            await t.ApplyAsync(router, t.AllGreen).ConfigureAwait(false);
            await t.AdvanceAsync(limit / 2).ConfigureAwait(false);
            var isOpen = await t.ExchangeAsync(connection).ConfigureAwait(false);
            t.Expect(isOpen || elapsed() >= limit, $"the connection was cut before the limit of {limit}");
        }
    }

    private static async Task CutAtTheLimit(RouterTrial t, LongLivedKind kind)
    {
        var (router, limit) = await LimitedAsync(t).ConfigureAwait(false);
        var connection = await t.ConnectAsync(kind).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            t.Expect(await t.ExchangeAsync(connection).ConfigureAwait(false), "no message came through the new connection");
            await t.ApplyAsync(router, t.AllGreen).ConfigureAwait(false);
            await t.AdvanceAsync(limit * 1.5).ConfigureAwait(false);
            await t.EventuallyAsync("exchanged messages until it was cut", async ct => !await connection.ExchangeAsync(ct).ConfigureAwait(false), () => $"it was not cut at the limit of {limit}")
                .ConfigureAwait(false);
            var inFlight = Observed.Unknown<long>("not read");
            await t.EventuallyAsync(
                $"ReadInFlightAsync({t.Blue}) until it is 0",
                async ct => (inFlight = await router.ReadInFlightAsync(t.Blue, t.Next("drain"), ct).ConfigureAwait(false)) == Observed.Known(0L),
                () => $"ReadInFlightAsync answered {inFlight} after the cut").ConfigureAwait(false);
        }
    }

    private static async Task RequestsAreNotCut(RouterTrial t)
    {
        var (router, limit) = await LimitedAsync(t).ConfigureAwait(false);
        await using var held = (await t.HoldAsync().ConfigureAwait(false)).ConfigureAwait(false);
        await t.ApplyAsync(router, t.AllGreen).ConfigureAwait(false);
        await t.AdvanceAsync(limit * 1.5).ConfigureAwait(false);
        await ExpectInFlightAsync(t, router, 1).ConfigureAwait(false);
        await ExpectCutAsync(t, router, t.Blue, 0).ConfigureAwait(false);
    }

    private static async Task NoLimitCutsNothing(RouterTrial t)
    {
        var router = (IConnectionCuttingRouter)await t.CreateAsync().ConfigureAwait(false);
        if (router.LongLivedLimit is { } limit)
        {
            throw Trial.NotApplicable($"LongLivedLimit is {limit}.");
        }

        await t.ApplyAsync(router, t.AllBlue).ConfigureAwait(false);
        var connection = await t.ConnectAsync(LongLivedKind.WebSocket).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await t.ApplyAsync(router, t.AllGreen).ConfigureAwait(false);
            await t.AdvanceAsync(Unlimited).ConfigureAwait(false);
            t.Expect(await t.ExchangeAsync(connection).ConfigureAwait(false), "the connection was cut");
            await ExpectCutAsync(t, router, t.Blue, 0).ConfigureAwait(false);
        }
    }

    private static async Task CutIsCounted(RouterTrial t)
    {
        var (router, limit) = await LimitedAsync(t).ConfigureAwait(false);
        await CutTwoAsync(t, router, limit).ConfigureAwait(false);
        await ExpectCutAsync(t, router, t.Green, 0).ConfigureAwait(false);
    }

    private static async Task EndedIsNotCounted(RouterTrial t)
    {
        var (router, limit) = await LimitedAsync(t).ConfigureAwait(false);
        var connection = await t.ConnectAsync(LongLivedKind.WebSocket).ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
        t.Note("closed it");
        await t.EventuallyAsync(
            $"ReadInFlightAsync({t.Blue}) until it is 0",
            async ct => await router.ReadInFlightAsync(t.Blue, t.Next("drain"), ct).ConfigureAwait(false) == Observed.Known(0L),
            () => "the closed connection stays in flight").ConfigureAwait(false);
        await t.ApplyAsync(router, t.AllGreen).ConfigureAwait(false);
        await t.AdvanceAsync(limit * 1.5).ConfigureAwait(false);
        await ExpectCutAsync(t, router, t.Blue, 0).ConfigureAwait(false);
    }

    private static async Task CutIsCountedAnew(RouterTrial t)
    {
        var (router, limit) = await LimitedAsync(t).ConfigureAwait(false);
        await CutTwoAsync(t, router, limit).ConfigureAwait(false);
        await t.ApplyAsync(router, t.AllBlue).ConfigureAwait(false);
        await t.ApplyAsync(router, t.AllGreen).ConfigureAwait(false);
        await ExpectCutAsync(t, router, t.Blue, 0).ConfigureAwait(false);
    }

    private static async Task CutAway(RouterTrial t)
    {
        var (router, limit) = await LimitedAsync(t).ConfigureAwait(false);
        await CutTwoAsync(t, router, limit).ConfigureAwait(false);
        await using var away = (await t.TakeAwayAsync().ConfigureAwait(false)).ConfigureAwait(false);
        var cut = await ReadCutAsync(t, router, t.Blue).ConfigureAwait(false);
        t.Expect(!cut.IsKnown || cut.Value == 2, $"ReadCutAsync answered {cut} as known, and 2 were cut");
    }

    private static async Task CancelledCut(RouterTrial t)
    {
        var router = (IConnectionCuttingRouter)await t.CreateAsync().ConfigureAwait(false);
        await t.CancelledAsync("ReadCutAsync", ct => router.ReadCutAsync(t.Blue, t.Next("drain"), ct)).ConfigureAwait(false);
    }

    /// <summary>A router that cuts, with all traffic on blue.</summary>
    private static async Task<(IConnectionCuttingRouter Router, TimeSpan Limit)> LimitedAsync(RouterTrial t)
    {
        var router = (IConnectionCuttingRouter)await t.CreateAsync().ConfigureAwait(false);
        var limit = router.LongLivedLimit ?? throw Trial.NotApplicable("LongLivedLimit is null.");
        await t.ApplyAsync(router, t.AllBlue).ConfigureAwait(false);
        return (router, limit);
    }

    private static async Task CutTwoAsync(RouterTrial t, IConnectionCuttingRouter router, TimeSpan limit)
    {
        var first = await t.ConnectAsync(LongLivedKind.WebSocket).ConfigureAwait(false);
        await using (first.ConfigureAwait(false))
        {
            var second = await t.ConnectAsync(LongLivedKind.WebSocket).ConfigureAwait(false);
            await using (second.ConfigureAwait(false))
            {
                await t.ApplyAsync(router, t.AllGreen).ConfigureAwait(false);
                await t.AdvanceAsync(limit * 1.5).ConfigureAwait(false);
                var cut = Observed.Unknown<long>("not read");
                await t.EventuallyAsync(
                    $"ReadCutAsync({t.Blue}) until it is 2",
                    async ct => (cut = await router.ReadCutAsync(t.Blue, t.Next("drain"), ct).ConfigureAwait(false)) == Observed.Known(2L),
                    () => $"ReadCutAsync answered {cut}, not 2").ConfigureAwait(false);
            }
        }
    }

    private static Task<Observed<long>> ReadCutAsync(RouterTrial t, IConnectionCuttingRouter router, DeploymentId deployment) =>
        t.CallAsync($"ReadCutAsync({deployment})", ct => router.ReadCutAsync(deployment, t.Next("drain"), ct));

    private static async Task ExpectCutAsync(RouterTrial t, IConnectionCuttingRouter router, DeploymentId deployment, long count)
    {
        var cut = await ReadCutAsync(t, router, deployment).ConfigureAwait(false);
        t.Expect(cut == Observed.Known(count), $"ReadCutAsync({deployment}) answered {cut}, not {count}");
    }
}
