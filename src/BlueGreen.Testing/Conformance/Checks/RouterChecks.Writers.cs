namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>Who may write, and who writes at once.</summary>
internal static partial class RouterChecks
{
    private static IEnumerable<CheckDefinition<RouterTrial>> Writers =>
    [
        new("stale-intent-is-refused", "A router that fences refuses a token lower than the highest it has seen, for good.", Apply,
            "Keep the highest token beside the split, compare, and throw ProviderException.Permanent; or declare Fencing.None.",
            t => StaleIsRefused(t, 5, 0, 4, 0)),
        new("stale-epoch-is-refused", "Epochs are compared before intents: a lower epoch is refused whatever its intent.", "WriteToken.CompareTo",
            "Compare WriteToken values, not their intents.", t => StaleIsRefused(t, 1, 1, 9, 0)),
        new("token-is-in-the-resource", "The highest token is kept in the resource: another process refuses lower ones, too.", "Fencing.Token",
            "Keep the token where the split is, and check and write in one step.", TokenIsInTheResource),
        new("undeclared-fencing", "A router that declares Fencing.None refuses no token.", "TrafficCapabilities.Fencing",
            "Declare what the router does: Fencing.Token or Fencing.CompareAndSet.", UndeclaredFencing),
        new("concurrent-writes-end-whole", "Thread-safe: of many writes at once one is left, whole; where the router fences, also of many processes, and by token the one with the highest.", "ITrafficRouter",
            "Check the token and write under one lock or one precondition.", ConcurrentWrites),
        new("reads-beside-writes-are-whole", "A read beside writes answers a split that was applied, or unknown; never a mixture.", Read,
            "Change all weights in one step, or answer unknown while they change.", ReadsBesideWrites),
        new("cancelled-apply-does-nothing", "A write whose token is cancelled already throws OperationCanceledException and changes nothing.", Apply,
            "Pass the token on, or begin with cancellationToken.ThrowIfCancellationRequested().", CancelledApply),
        new("cancelled-read-throws", "A read whose token is cancelled already throws OperationCanceledException.", Read,
            "Do not word a cancellation as unknown; let it through.", CancelledRead),
        new("interrupted-apply-is-whole", "A write that is cancelled midway leaves the old split or the new one, and can be repeated.", Apply,
            "Change all weights in one step; do not clear before setting.", InterruptedApply),
    ];

    private static async Task StaleIsRefused(RouterTrial t, long highIntent, long highEpoch, long lowIntent, long lowEpoch)
    {
        var router = await FencingRouterAsync(t).ConfigureAwait(false);
        await t.ApplyAsync(router, t.AllBlue, t.At(highIntent, highEpoch)).ConfigureAwait(false);
        await t.StaleAsync(router, t.AllGreen, t.At(lowIntent, lowEpoch, "late")).ConfigureAwait(false);
        await t.ExpectAsync(router, t.AllBlue).ConfigureAwait(false);
    }

    private static async Task TokenIsInTheResource(RouterTrial t)
    {
        var router = await FencingRouterAsync(t).ConfigureAwait(false);
        await t.ApplyAsync(router, t.AllBlue, t.At(5)).ConfigureAwait(false);
        t.Note("made another instance");
        await t.StaleAsync(await t.CreateAsync().ConfigureAwait(false), t.AllGreen, t.At(4, name: "late")).ConfigureAwait(false);
        await t.ExpectAsync(router, t.AllBlue).ConfigureAwait(false);
    }

    private static async Task UndeclaredFencing(RouterTrial t)
    {
        var router = await t.CreateAsync().ConfigureAwait(false);
        if (router.Capabilities.Fencing != Fencing.None)
        {
            throw Trial.NotApplicable($"Capabilities.Fencing is {router.Capabilities.Fencing}.");
        }

        await t.ApplyAsync(router, t.AllBlue, t.At(5, 1)).ConfigureAwait(false);
        await t.ApplyAsync(router, t.AllGreen, t.At(4, 1, "earlier")).ConfigureAwait(false);
        await t.ApplyAsync(router, t.AllBlue, t.At(9, 0, "earlier")).ConfigureAwait(false);
    }

    private static async Task ConcurrentWrites(RouterTrial t)
    {
        var router = await t.CreateAsync().ConfigureAwait(false);
        var other = router.Capabilities.Fencing == Fencing.None ? router : await t.CreateAsync().ConfigureAwait(false);
        var writes = Enumerable.Range(1, 12).Select(i => (Split: i % 2 == 0 ? t.AllBlue : t.AllGreen, Operation: t.At(i))).ToArray();
        await Task.WhenAll(writes.Select(write => Task.Run(
            () => t.TryAsync(RouterTrial.Apply(write.Split, write.Operation), ct => (write.Operation.Token.Intent % 3 == 0 ? other : router).ApplyAsync(write.Split, write.Operation, ct)),
            t.Cancellation))).ConfigureAwait(false);
        var read = await t.CallAsync("ReadAsync", ct => router.ReadAsync(t.At(12, name: "read"), ct)).ConfigureAwait(false);
        var allowed = router.Capabilities.Fencing == Fencing.Token ? [writes[^1].Split] : new[] { t.AllBlue, t.AllGreen };
        t.Expect(read.IsKnown && allowed.Contains(read.Value), $"ReadAsync answered {read}, not {string.Join(" or ", (object[])allowed)}");
    }

    private static async Task ReadsBesideWrites(RouterTrial t)
    {
        var router = await t.CreateAsync().ConfigureAwait(false);
        await t.ApplyAsync(router, t.AllBlue, t.At(1)).ConfigureAwait(false);
        var writing = Task.Run(
            async () =>
            {
                for (var intent = 2; intent <= 20; intent++)
                {
                    await t.ApplyAsync(router, intent % 2 == 0 ? t.AllGreen : t.AllBlue, t.At(intent)).ConfigureAwait(false);
                }
            },
            t.Cancellation);
        for (var isLast = false; !isLast;)
        {
            isLast = writing.IsCompleted;
            var read = await router.ReadAsync(t.At(1, name: "read"), t.Cancellation).ConfigureAwait(false);
            t.Expect(!read.IsKnown || t.AllBlue.Equals(read.Value) || t.AllGreen.Equals(read.Value), $"a read beside the writes answered {read}, which was never applied");
        }

        await writing.ConfigureAwait(false);
    }

    private static async Task CancelledApply(RouterTrial t)
    {
        var router = await t.CreateAsync().ConfigureAwait(false);
        await t.ApplyAsync(router, t.AllBlue).ConfigureAwait(false);
        await t.CancelledAsync("ApplyAsync", ct => router.ApplyAsync(t.AllGreen, t.Next("shift"), ct)).ConfigureAwait(false);
        await t.ExpectAsync(router, t.AllBlue).ConfigureAwait(false);
    }

    private static async Task CancelledRead(RouterTrial t)
    {
        var router = await t.CreateAsync().ConfigureAwait(false);
        await t.CancelledAsync("ReadAsync", ct => router.ReadAsync(t.Next("read"), ct)).ConfigureAwait(false);
    }

    private static async Task InterruptedApply(RouterTrial t)
    {
        var router = await t.CreateAsync().ConfigureAwait(false);
        await t.ApplyAsync(router, t.AllBlue).ConfigureAwait(false);
        var operation = t.Next("shift");
        await t.InterruptAsync(RouterTrial.Apply(t.AllGreen, operation), ct => router.ApplyAsync(t.AllGreen, operation, ct)).ConfigureAwait(false);
        var read = await t.ReadAsync(router).ConfigureAwait(false);
        t.Expect(!read.IsKnown || t.AllBlue.Equals(read.Value) || t.AllGreen.Equals(read.Value), $"ReadAsync answered {read}: neither the old split nor the new one");
        await t.ApplyAsync(router, t.AllGreen, operation).ConfigureAwait(false);
        await t.ExpectAsync(router, t.AllGreen).ConfigureAwait(false);
    }

    private static async Task<ITrafficRouter> FencingRouterAsync(RouterTrial t)
    {
        var router = await t.CreateAsync().ConfigureAwait(false);
        return router.Capabilities.Fencing != Fencing.None ? router : throw Trial.NotApplicable("Capabilities.Fencing is None.");
    }
}
