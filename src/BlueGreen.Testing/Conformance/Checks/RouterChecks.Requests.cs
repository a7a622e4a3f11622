namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>What users see, and what is in flight.</summary>
internal static partial class RouterChecks
{
    private const string InFlight = "IDrainingRouter.ReadInFlightAsync";

    private static IEnumerable<CheckDefinition<RouterTrial>> Requests =>
    [
        new("requests-follow-the-split", "Once a split was applied no request goes elsewhere: all to one, all to the other, both, none.", Apply,
            "Return from ApplyAsync only when every instance of the router routes by the split.", RequestsFollow),
        new("sticky-users-stay", "A sticky router leaves a returning user on green while green's weight rises, and takes everybody back when it is zero.", "TrafficCapabilities.Sticky",
            "Draw by a hash that keeps its place on the scale, not by a table of sessions; or do not declare Sticky.", StickyUsersStay),
        new("undeclared-stickiness", "A router that does not declare Sticky draws anew.", "TrafficCapabilities.Sticky",
            "Declare Sticky, or draw at random for every request.", UndeclaredStickiness),
    ];

    private static IEnumerable<CheckDefinition<RouterTrial>> Draining => new CheckDefinition<RouterTrial>[]
    {
        new("idle-is-zero", "A deployment that answers no request has none in flight.", InFlight, "Answer a known 0.", IdleIsZero),
        new("in-flight-is-counted", "A request that is not answered is in flight, also after the split left its deployment, until it ends.", InFlight,
            "Count from taking a request to the end of its answer; keep counting when the weight is gone.", InFlightIsCounted),
        new("in-flight-away-is-unknown", "What could not be counted is unknown, not zero.", InFlight, "Answer Observed.Unknown with the reason.", InFlightAway),
        new("cancelled-in-flight-throws", "A read whose token is cancelled already throws OperationCanceledException.", InFlight,
            "Begin with cancellationToken.ThrowIfCancellationRequested().", CancelledInFlight),
    }.Select(check => check with { Capability = typeof(IDrainingRouter) });

    private static async Task RequestsFollow(RouterTrial t)
    {
        var router = await t.CreateAsync().ConfigureAwait(false);
        foreach (var (split, wanted) in new[] { (t.AllBlue, new DeploymentId?[] { t.Blue }), (t.AllGreen, [t.Green]), (TrafficSplit.None, [null]) })
        {
            await t.ApplyAsync(router, split).ConfigureAwait(false);
            var answers = await t.SendAsync(20).ConfigureAwait(false);
            t.Expect(answers.All(wanted.Contains), $"{answers.Count(answer => !wanted.Contains(answer))} of {answers.Length} requests went elsewhere");
        }

        if (router.Capabilities.Step < Percentage.All)
        {
            await t.ApplyAsync(router, t.Shared(router, 50)).ConfigureAwait(false);
            HashSet<DeploymentId?> seen = [];
            for (var user = 0; user < 40; user++)
            {
                seen.UnionWith(await t.SendAsync(2, $"user-{user}").ConfigureAwait(false));
            }

            t.Expect(seen.SetEquals([t.Blue, t.Green]), $"80 requests at 50% were answered by {string.Join(", ", seen.Select(id => id?.Value ?? "nobody"))}");
        }
    }

    private static async Task StickyUsersStay(RouterTrial t)
    {
        var router = await t.CreateAsync().ConfigureAwait(false);
        if (!router.Capabilities.Sticky)
        {
            throw Trial.NotApplicable("Capabilities.Sticky is false.");
        }

        HashSet<int> moved = [];
        foreach (var percent in new[] { 10, 30, 50, 70, 100 })
        {
            await t.ApplyAsync(router, t.Shared(router, percent)).ConfigureAwait(false);
            for (var user = 0; user < 20; user++)
            {
                var answers = await t.SendAsync(3, $"user-{user}").ConfigureAwait(false);
                t.Expect(answers.Distinct().Count() == 1, $"user-{user} changed sides at {percent}%");
                t.Expect(!moved.Contains(user) || answers[0] == t.Green, $"user-{user} went back to blue at {percent}%");
                if (answers[0] == t.Green)
                {
                    moved.Add(user);
                }
            }
        }

        await t.ApplyAsync(router, t.AllBlue).ConfigureAwait(false);
        var back = await t.SendAsync(3, "user-0").ConfigureAwait(false);
        t.Expect(back.All(answer => answer == t.Blue), "user-0 stayed on green after its weight went to zero");
    }

    private static async Task UndeclaredStickiness(RouterTrial t)
    {
        var router = await t.CreateAsync().ConfigureAwait(false);
        if (router.Capabilities.Sticky || router.Capabilities.Step == Percentage.All)
        {
            throw Trial.NotApplicable(router.Capabilities.Sticky ? "Capabilities.Sticky is true." : "Traffic moves only as a whole.");
        }

        await t.ApplyAsync(router, t.Shared(router, 50)).ConfigureAwait(false);
        var stayed = 0;
        for (var user = 0; user < 6; user++)
        {
            stayed += (await t.SendAsync(30, $"user-{user}").ConfigureAwait(false)).Distinct().Count() == 1 ? 1 : 0;
        }

        t.Expect(stayed < 6, "each of 6 users stayed on one side for 30 requests at 50%");
    }

    private static async Task IdleIsZero(RouterTrial t)
    {
        var router = (IDrainingRouter)await t.CreateAsync().ConfigureAwait(false);
        await t.ApplyAsync(router, t.AllBlue).ConfigureAwait(false);
        await ExpectInFlightAsync(t, router, 0).ConfigureAwait(false);
    }

    private static async Task InFlightIsCounted(RouterTrial t)
    {
        var router = (IDrainingRouter)await t.CreateAsync().ConfigureAwait(false);
        await t.ApplyAsync(router, t.AllBlue).ConfigureAwait(false);
        await using (var held = (await t.HoldAsync().ConfigureAwait(false)).ConfigureAwait(false))
        {
            await ExpectInFlightAsync(t, router, 1).ConfigureAwait(false);
            await t.ApplyAsync(router, t.AllGreen).ConfigureAwait(false);
            await ExpectInFlightAsync(t, router, 1).ConfigureAwait(false);
        }

        await ExpectInFlightAsync(t, router, 0).ConfigureAwait(false);
    }

    private static async Task InFlightAway(RouterTrial t)
    {
        var router = (IDrainingRouter)await t.CreateAsync().ConfigureAwait(false);
        await t.ApplyAsync(router, t.AllBlue).ConfigureAwait(false);
        await using var away = (await t.TakeAwayAsync().ConfigureAwait(false)).ConfigureAwait(false);
        var inFlight = await t.CallAsync("ReadInFlightAsync", ct => router.ReadInFlightAsync(t.Blue, t.Next("drain"), ct)).ConfigureAwait(false);
        t.Expect(!inFlight.IsKnown, $"ReadInFlightAsync answered {inFlight} as known");
    }

    private static async Task CancelledInFlight(RouterTrial t)
    {
        var router = (IDrainingRouter)await t.CreateAsync().ConfigureAwait(false);
        await t.CancelledAsync("ReadInFlightAsync", ct => router.ReadInFlightAsync(t.Blue, t.Next("drain"), ct)).ConfigureAwait(false);
    }

    private static async Task ExpectInFlightAsync(RouterTrial t, IDrainingRouter router, long count)
    {
        var inFlight = await t.CallAsync($"ReadInFlightAsync({t.Blue})", ct => router.ReadInFlightAsync(t.Blue, t.Next("drain"), ct)).ConfigureAwait(false);
        t.Expect(inFlight == Observed.Known(count), $"ReadInFlightAsync answered {inFlight}, not {count}");
    }
}
