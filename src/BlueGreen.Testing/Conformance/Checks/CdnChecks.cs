namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>What every content delivery network promises.</summary>
internal static class CdnChecks
{
    private const string Purge = "ICdn.PurgeAsync";

    public static IReadOnlyList<CheckDefinition<CdnTrial>> All { get; } =
    [
        Trial.Identity<CdnTrial>(async t => (await t.CreateAsync().ConfigureAwait(false)).Identity),
        new("purged-is-gone", "After a purge nothing is answered from the cache; what is cached later is purged by the next one.", Purge, "Return when the purge took effect.", PurgedIsGone),
        new("purge-is-repeatable", "The same operation again purges again, also by another process; an empty cache is no error.", Purge, "Do not remember operations that are done.", PurgeIsRepeatable),
        new("away-is-transient", "A network that does not answer is a transient ProviderException.", Purge, "Wrap what the service throws in ProviderException.Transient.", AwayIsTransient),
        new("cancelled-purge-does-nothing", "A purge whose token is cancelled already throws OperationCanceledException and purges nothing.", Purge, "Pass the token on.", CancelledPurge),
    ];

    private static async Task PurgedIsGone(CdnTrial t)
    {
        var cdn = await t.CreateAsync().ConfigureAwait(false);
        for (var i = 0; i < 2; i++)
        {
            await t.FillAsync().ConfigureAwait(false);
            await t.PurgeAsync(cdn, t.Next()).ConfigureAwait(false);
            await t.ExpectCachedAsync(false).ConfigureAwait(false);
        }
    }

    private static async Task PurgeIsRepeatable(CdnTrial t)
    {
        var operation = t.Next();
        await t.PurgeAsync(await t.CreateAsync().ConfigureAwait(false), operation).ConfigureAwait(false);
        await t.FillAsync().ConfigureAwait(false);
        await t.PurgeAsync(await t.CreateAsync().ConfigureAwait(false), operation).ConfigureAwait(false);
        await t.ExpectCachedAsync(false).ConfigureAwait(false);
    }

    private static async Task AwayIsTransient(CdnTrial t)
    {
        var cdn = await t.CreateAsync().ConfigureAwait(false);
        await using var away = (await t.TakeAwayAsync().ConfigureAwait(false)).ConfigureAwait(false);
        await t.RefusedAsync("PurgeAsync", ct => cdn.PurgeAsync(t.Next(), ct), isTransient: true).ConfigureAwait(false);
    }

    private static async Task CancelledPurge(CdnTrial t)
    {
        var cdn = await t.CreateAsync().ConfigureAwait(false);
        await t.FillAsync().ConfigureAwait(false);
        await t.CancelledAsync("PurgeAsync", ct => cdn.PurgeAsync(t.Next(), ct)).ConfigureAwait(false);
        await t.ExpectCachedAsync(true).ConfigureAwait(false);
    }
}
