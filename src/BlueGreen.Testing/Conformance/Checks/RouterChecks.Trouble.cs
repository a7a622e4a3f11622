namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>What happens while the resource is away.</summary>
internal static partial class RouterChecks
{
    private static IEnumerable<CheckDefinition<RouterTrial>> Trouble =>
    [
        new("away-is-unknown", "A split that could not be read is unknown, with a reason; it is not an exception, no split and not the last one.", Read,
            "Catch what the resource throws and answer Observed.Unknown with what was tried, on what, and what was answered.", AwayIsUnknown),
        new("away-write-is-transient", "A write that the resource does not answer throws ProviderException and says that it may pass.", Apply,
            "Wrap what the resource throws in ProviderException.Transient.", AwayWriteIsTransient),
        new("comes-back", "When the resource is back, the same instance reads and writes again.", Apply,
            "Do not cache a broken connection or a failure.", ComesBack),
    ];

    private static async Task AwayIsUnknown(RouterTrial t)
    {
        var router = await t.CreateAsync().ConfigureAwait(false);
        await t.ApplyAsync(router, t.AllBlue).ConfigureAwait(false);
        await using var away = (await t.TakeAwayAsync().ConfigureAwait(false)).ConfigureAwait(false);
        var read = await t.ReadAsync(router).ConfigureAwait(false);
        t.Expect(!read.IsKnown, $"ReadAsync answered {read} as known");
    }

    private static async Task AwayWriteIsTransient(RouterTrial t)
    {
        var router = await t.CreateAsync().ConfigureAwait(false);
        await t.ApplyAsync(router, t.AllBlue).ConfigureAwait(false);
        await using var away = (await t.TakeAwayAsync().ConfigureAwait(false)).ConfigureAwait(false);
        var operation = t.Next("shift");
        await t.RefusedAsync(RouterTrial.Apply(t.AllGreen, operation), ct => router.ApplyAsync(t.AllGreen, operation, ct), isTransient: true).ConfigureAwait(false);
    }

    private static async Task ComesBack(RouterTrial t)
    {
        var router = await t.CreateAsync().ConfigureAwait(false);
        var operation = t.Next("shift");
        await t.ApplyAsync(router, t.AllBlue, operation).ConfigureAwait(false);
        var away = await t.TakeAwayAsync().ConfigureAwait(false);
        var shift = t.Next("shift");
        await t.TryAsync(RouterTrial.Apply(t.AllGreen, shift), ct => router.ApplyAsync(t.AllGreen, shift, ct)).ConfigureAwait(false);
        await away.DisposeAsync().ConfigureAwait(false);
        t.Note("brought it back");
        await t.ApplyAsync(router, t.AllGreen, shift).ConfigureAwait(false);
        await t.ExpectAsync(router, t.AllGreen).ConfigureAwait(false);
    }
}
