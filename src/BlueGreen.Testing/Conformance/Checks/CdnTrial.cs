namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>A trial of a content delivery network.</summary>
internal sealed class CdnTrial(CdnFixture fixture, TrialSetting setting) : Trial(fixture, setting)
{
    private long _intent;

    public Task<ICdn> CreateAsync() => fixture.CreateAsync(Cancellation);

    public OperationContext Next() => Operation($"purge-{++_intent}", _intent);

    public Task PurgeAsync(ICdn cdn, OperationContext operation) => CallAsync($"PurgeAsync as {operation.Operation}", ct => cdn.PurgeAsync(operation, ct));

    public async Task FillAsync()
    {
        await fixture.FillAsync(Cancellation).ConfigureAwait(false);
        Note("filled the cache");
    }

    public async Task ExpectCachedAsync(bool isCached)
    {
        var found = await fixture.IsCachedAsync(Cancellation).ConfigureAwait(false);
        Expect(found == isCached, found ? "the cache still answers" : "the cache is empty");
    }
}
