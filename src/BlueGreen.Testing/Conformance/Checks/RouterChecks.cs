namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>What every router promises.</summary>
internal static partial class RouterChecks
{
    private const string Apply = "ITrafficRouter.ApplyAsync";
    private const string Read = "ITrafficRouter.ReadAsync";

    public static IReadOnlyList<CheckDefinition<RouterTrial>> All { get; } = [.. Splits, .. Writers, .. Trouble, .. Requests, .. Draining, .. Cutting];

    private static IEnumerable<CheckDefinition<RouterTrial>> Splits =>
    [
        Trial.Identity<RouterTrial>(async t => (await t.CreateAsync().ConfigureAwait(false)).Identity),
        new("split-is-read-back", "The split that was applied is the split that is read.", Apply,
            "Return from ApplyAsync only when the split is in force, and read the resource itself, not a copy of what was asked.", SplitIsReadBack),
        new("none-is-read-back", "TrafficSplit.None sends traffic nowhere, and is read as such.", Apply,
            "Take every deployment out, and answer TrafficSplit.None when none has weight.", NoneIsReadBack),
        new("step-is-kept", "Weights as fine as Capabilities.Step come back unrounded.", "TrafficCapabilities.Step",
            "Declare the step that the resource really has.", StepIsKept),
        new("finer-weight-is-refused", "A weight finer than Capabilities.Step is refused for good, never rounded.", "TrafficCapabilities.Step",
            "Throw ProviderException.Permanent for weights between two steps; if the resource takes them, declare a smaller Step.", FinerIsRefused),
        new("apply-is-absolute", "A split is the desired end, not a change of what is there.", Apply,
            "Set the weights; never add to them.", ApplyIsAbsolute),
        new("apply-is-repeatable", "The same operation may be applied again, also by another process, and is as good as once.", Apply,
            "Accept a token equal to the highest, and do nothing where nothing is missing.", ApplyIsRepeatable),
        new("split-outlives-the-instance", "The split is in the resource: another process reads it.", Read,
            "Keep nothing in the instance that a resumed driver would need.", SplitOutlives),
        new("read-changes-nothing", "Reading leaves the split as it is.", Read,
            "Do not write in ReadAsync.", ReadChangesNothing),
    ];

    private static async Task SplitIsReadBack(RouterTrial t)
    {
        var router = await t.CreateAsync().ConfigureAwait(false);
        foreach (var split in new[] { t.AllBlue, t.Shared(router, 10), t.Shared(router, 50), t.AllGreen, t.AllBlue })
        {
            await t.ApplyAsync(router, split).ConfigureAwait(false);
            await t.ExpectAsync(router, split).ConfigureAwait(false);
        }
    }

    private static async Task NoneIsReadBack(RouterTrial t)
    {
        var router = await t.CreateAsync().ConfigureAwait(false);
        await t.ApplyAsync(router, t.AllGreen).ConfigureAwait(false);
        await t.ApplyAsync(router, TrafficSplit.None).ConfigureAwait(false);
        await t.ExpectAsync(router, TrafficSplit.None).ConfigureAwait(false);
    }

    private static async Task StepIsKept(RouterTrial t)
    {
        var router = await t.CreateAsync().ConfigureAwait(false);
        var step = router.Capabilities.Step.Percent;
        t.Expect(step is >= 0.01 and <= 100, $"Capabilities.Step is {router.Capabilities.Step}, outside 0.01% to 100%");
        foreach (var percent in new[] { step, 3 * step, 7 * step, Math.Floor(99.99 / step) * step }.Where(p => p is > 0 and <= 100).Select(p => Math.Round(p, 2)).Distinct())
        {
            await t.ApplyAsync(router, t.GreenAt(Percentage.Of(percent))).ConfigureAwait(false);
            await t.ExpectAsync(router, t.GreenAt(Percentage.Of(percent))).ConfigureAwait(false);
        }
    }

    private static async Task FinerIsRefused(RouterTrial t)
    {
        var router = await t.CreateAsync().ConfigureAwait(false);
        var finer = t.GreenAt(Percentage.Of(Math.Round(router.Capabilities.Step.Percent / 2, 2)));
        if (router.Capabilities.Step.Percent <= 0.01)
        {
            throw Trial.NotApplicable("Capabilities.Step is 0.01%, and no split is finer.");
        }

        await t.ApplyAsync(router, t.AllBlue).ConfigureAwait(false);
        await t.StaleAsync(router, finer, t.Next("finer")).ConfigureAwait(false);
        await t.ExpectAsync(router, t.AllBlue).ConfigureAwait(false);
    }

    private static async Task ApplyIsAbsolute(RouterTrial t)
    {
        var router = await t.CreateAsync().ConfigureAwait(false);
        var split = t.Shared(router, 20);
        await t.ApplyAsync(router, t.AllBlue).ConfigureAwait(false);
        await t.ApplyAsync(router, split).ConfigureAwait(false);
        await t.ApplyAsync(router, split).ConfigureAwait(false);
        await t.ExpectAsync(router, split).ConfigureAwait(false);
    }

    private static async Task ApplyIsRepeatable(RouterTrial t)
    {
        var router = await t.CreateAsync().ConfigureAwait(false);
        var other = await t.CreateAsync().ConfigureAwait(false);
        var split = t.Shared(router, 20);
        var operation = t.Next("shift");
        await t.ApplyAsync(router, split, operation).ConfigureAwait(false);
        await t.ApplyAsync(router, split, operation).ConfigureAwait(false);
        await t.ApplyAsync(other, split, operation).ConfigureAwait(false);
        await t.ExpectAsync(router, split).ConfigureAwait(false);
    }

    private static async Task SplitOutlives(RouterTrial t)
    {
        var split = t.Shared(await t.CreateAsync().ConfigureAwait(false), 30);
        await t.ApplyAsync(await t.CreateAsync().ConfigureAwait(false), split).ConfigureAwait(false);
        t.Note("made another instance");
        await t.ExpectAsync(await t.CreateAsync().ConfigureAwait(false), split).ConfigureAwait(false);
    }

    private static async Task ReadChangesNothing(RouterTrial t)
    {
        var router = await t.CreateAsync().ConfigureAwait(false);
        await t.ApplyAsync(router, t.AllGreen).ConfigureAwait(false);
        await t.ReadAsync(router).ConfigureAwait(false);
        await t.ReadAsync(await t.CreateAsync().ConfigureAwait(false)).ConfigureAwait(false);
        await t.ExpectAsync(router, t.AllGreen).ConfigureAwait(false);
    }
}
