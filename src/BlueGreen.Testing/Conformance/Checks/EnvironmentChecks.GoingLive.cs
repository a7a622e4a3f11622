namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>Which deployment is live.</summary>
internal static partial class EnvironmentChecks
{
    private static IEnumerable<CheckDefinition<EnvironmentTrial>> GoingLive =>
    [
        new("nothing-live-is-known", "Where nothing was made live, a read answers a known null.", ReadLive, "Tell 'there is none' from 'I could not look'.", NothingLiveIsKnown),
        new("live-is-read-back", "The deployment that was made live is read as live, by every process; blue after green, too.", Live,
            "Keep what is live in the resource.", LiveIsReadBack),
        new("live-is-repeatable", "Making live is absolute and repeatable, also by another process under the same token.", Live,
            "Accept a token equal to the highest.", LiveIsRepeatable),
        new("live-can-be-none", "MakeLiveAsync(null) leaves no deployment live.", Live, "Take null for: nothing is to be live.", LiveCanBeNone),
        new("unknown-is-not-made-live", "A deployment that does not exist is not made live: ProviderException, and the live one stays.", Live,
            "Look the deployment up before you publish it.", UnknownIsNotMadeLive),
        new("stale-intent-is-refused", "An environment that fences refuses a token lower than the highest it has seen, for good.", "EnvironmentCapabilities.Fencing",
            "Keep the highest token beside what is live; or declare Fencing.None.", t => StaleIsRefused(t, (50, 0), (49, 0))),
        new("stale-epoch-is-refused", "Epochs are compared before intents: a lower epoch is refused whatever its intent.", "WriteToken.CompareTo",
            "Compare WriteToken values, not their intents.", t => StaleIsRefused(t, (1, 1), (90, 0))),
        new("undeclared-fencing", "An environment that declares Fencing.None refuses no token.", "EnvironmentCapabilities.Fencing",
            "Declare what it does: Fencing.Token or Fencing.CompareAndSet.", UndeclaredFencing),
        new("away-is-unknown", "A live deployment that could not be read is unknown, with a reason; it is no exception and no null.", ReadLive,
            "Catch what the resource throws and answer Observed.Unknown.", AwayIsUnknown),
        new("away-write-is-transient", "A write that the resource does not answer throws ProviderException and says that it may pass.", Live,
            "Wrap what the resource throws in ProviderException.Transient.", AwayWriteIsTransient),
        new("cancelled-read-throws", "A read whose token is cancelled already throws OperationCanceledException.", ReadLive,
            "Do not word a cancellation as unknown; let it through.", CancelledRead),
        new("cancelled-live-does-nothing", "Making live under a token that is cancelled already throws OperationCanceledException and changes nothing.", Live,
            "Begin with cancellationToken.ThrowIfCancellationRequested().", CancelledLive),
        new("concurrent-live-is-one", "Of many writes at once one is left; where the environment fences by token, the one with the highest.", Live,
            "Check the token and write under one lock or one precondition.", ConcurrentLive),
    ];

    private static async Task NothingLiveIsKnown(EnvironmentTrial t) =>
        await t.ExpectLiveAsync(await t.CreateAsync().ConfigureAwait(false), null).ConfigureAwait(false);

    private static async Task LiveIsReadBack(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        var other = await t.CreateAsync().ConfigureAwait(false);
        var blue = await t.DeployAsync(environment, "1.0.0").ConfigureAwait(false);
        var green = await t.DeployAsync(environment).ConfigureAwait(false);
        foreach (var live in new[] { blue, green, blue })
        {
            await t.MakeLiveAsync(environment, live).ConfigureAwait(false);
            await t.ExpectLiveAsync(environment, live).ConfigureAwait(false);
            await t.ExpectLiveAsync(other, live).ConfigureAwait(false);
        }
    }

    private static async Task LiveIsRepeatable(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        var blue = await t.DeployAsync(environment).ConfigureAwait(false);
        var operation = t.Next("live");
        await t.MakeLiveAsync(environment, blue, operation).ConfigureAwait(false);
        await t.MakeLiveAsync(environment, blue, operation).ConfigureAwait(false);
        await t.MakeLiveAsync(await t.CreateAsync().ConfigureAwait(false), blue, operation).ConfigureAwait(false);
        await t.ExpectLiveAsync(environment, blue).ConfigureAwait(false);
    }

    private static async Task LiveCanBeNone(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        await t.MakeLiveAsync(environment, await t.DeployAsync(environment).ConfigureAwait(false)).ConfigureAwait(false);
        await t.MakeLiveAsync(environment, null).ConfigureAwait(false);
        await t.ExpectLiveAsync(environment, null).ConfigureAwait(false);
    }

    private static async Task UnknownIsNotMadeLive(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        var blue = await t.DeployAsync(environment).ConfigureAwait(false);
        await t.MakeLiveAsync(environment, blue).ConfigureAwait(false);
        await t.RefusedAsync("MakeLiveAsync of a deployment that does not exist", ct => environment.MakeLiveAsync(blue with { Id = new("no-such-deployment") }, t.Next("live"), ct)).ConfigureAwait(false);
        await t.ExpectLiveAsync(environment, blue).ConfigureAwait(false);
    }

    private static async Task StaleIsRefused(EnvironmentTrial t, (long Intent, long Epoch) high, (long Intent, long Epoch) low)
    {
        var environment = await t.CreateFencingAsync().ConfigureAwait(false);
        var blue = await t.DeployAsync(environment, "1.0.0").ConfigureAwait(false);
        var green = await t.DeployAsync(environment).ConfigureAwait(false);
        await t.MakeLiveAsync(environment, blue, t.At(high.Intent, high.Epoch)).ConfigureAwait(false);
        foreach (var late in new[] { environment, await t.CreateAsync().ConfigureAwait(false) })
        {
            var operation = t.At(low.Intent, low.Epoch, "late");
            await t.RefusedAsync($"MakeLiveAsync({green}) with token {operation.Token}", ct => late.MakeLiveAsync(green, operation, ct), isTransient: false).ConfigureAwait(false);
        }

        await t.ExpectLiveAsync(environment, blue).ConfigureAwait(false);
    }

    private static async Task UndeclaredFencing(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        if (environment.Capabilities.Fencing != Fencing.None)
        {
            throw Trial.NotApplicable($"Capabilities.Fencing is {environment.Capabilities.Fencing}.");
        }

        var blue = await t.DeployAsync(environment).ConfigureAwait(false);
        await t.MakeLiveAsync(environment, blue, t.At(50, 1)).ConfigureAwait(false);
        await t.MakeLiveAsync(environment, blue, t.At(49, 1, "earlier")).ConfigureAwait(false);
        await t.MakeLiveAsync(environment, null, t.At(90, 0, "earlier")).ConfigureAwait(false);
    }

    private static async Task AwayIsUnknown(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        await t.MakeLiveAsync(environment, await t.DeployAsync(environment).ConfigureAwait(false)).ConfigureAwait(false);
        await using var away = (await t.TakeAwayAsync().ConfigureAwait(false)).ConfigureAwait(false);
        var live = await t.CallAsync("ReadLiveAsync", ct => environment.ReadLiveAsync(t.Next("read"), ct)).ConfigureAwait(false);
        t.Expect(!live.IsKnown, $"ReadLiveAsync answered {live} as known");
    }

    private static async Task AwayWriteIsTransient(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        var blue = await t.DeployAsync(environment).ConfigureAwait(false);
        await using var away = (await t.TakeAwayAsync().ConfigureAwait(false)).ConfigureAwait(false);
        await t.RefusedAsync("MakeLiveAsync", ct => environment.MakeLiveAsync(blue, t.Next("live"), ct), isTransient: true).ConfigureAwait(false);
    }

    private static async Task CancelledRead(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        await t.CancelledAsync("ReadLiveAsync", ct => environment.ReadLiveAsync(t.Next("read"), ct)).ConfigureAwait(false);
    }

    private static async Task CancelledLive(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        var blue = await t.DeployAsync(environment).ConfigureAwait(false);
        await t.CancelledAsync("MakeLiveAsync", ct => environment.MakeLiveAsync(blue, t.Next("live"), ct)).ConfigureAwait(false);
        await t.ExpectLiveAsync(environment, null).ConfigureAwait(false);
    }

    private static async Task ConcurrentLive(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        var blue = await t.DeployAsync(environment, "1.0.0").ConfigureAwait(false);
        var green = await t.DeployAsync(environment).ConfigureAwait(false);
        await Task.WhenAll(Enumerable.Range(10, 12).Select(intent => Task.Run(
            () => t.TryAsync($"MakeLiveAsync with intent {intent}", ct => environment.MakeLiveAsync(intent % 2 == 0 ? blue : green, t.At(intent), ct)), t.Cancellation))).ConfigureAwait(false);
        var live = await t.CallAsync("ReadLiveAsync", ct => environment.ReadLiveAsync(t.At(21), ct)).ConfigureAwait(false);
        var isFenced = environment.Capabilities.Fencing == Fencing.Token;
        t.Expect(live.IsKnown && (live.Value?.Id == green.Id || (!isFenced && live.Value?.Id == blue.Id)), $"ReadLiveAsync answered {live}{(isFenced ? $", not {green}, made live under the highest token" : "")}");
    }
}
