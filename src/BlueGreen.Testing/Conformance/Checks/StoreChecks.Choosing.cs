using BlueGreen.Journal;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>Which leases a claim takes.</summary>
internal static partial class StoreChecks
{
    private static IEnumerable<CheckDefinition<StoreTrial>> Choosing =>
    [
        new("claims-are-bounded", "A claim takes no more leases than asked for.", "ClaimRequest.Maximum", "Limit in the statement that takes.", ClaimsAreBounded),
        new("claims-keep-to-the-application", "A claim for one application takes no lease of another.", "ClaimRequest.Application", "Filter in the statement that takes.", ClaimsKeepToTheApplication),
        new("excepted-is-not-claimed", "A rollout that the claimer cannot drive is left alone, and its epoch is not raised.", "ClaimRequest.Except", "Filter in the statement that takes.", ExceptedIsNotClaimed),
        new("newer-format-is-not-claimed", "A rollout whose journal has an entry of a newer format than the claimer reads is left alone, and its epoch is not raised.", "ClaimRequest.Schema",
            "Keep each rollout's highest format, and filter in the statement that takes.", NewerFormatIsNotClaimed),
    ];

    private static async Task ClaimsAreBounded(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        await t.StartedAsync(store).ConfigureAwait(false);
        var none = await t.CallAsync("ClaimAsync of at most 0", ct => store.ClaimAsync(new("host-1", StoreTrial.Long, 0) { Application = t.Shop }, ct)).ConfigureAwait(false);
        t.Expect(none.IsEmpty, $"a claim of at most 0 brought {none.Length}");
    }

    private static async Task ClaimsKeepToTheApplication(StoreTrial t)
    {
        var store = await t.CreateAsync().ConfigureAwait(false);
        var first = await t.StartedAsync(store).ConfigureAwait(false);
        var other = await t.StartedAsync(store, "other", t.Other).ConfigureAwait(false);
        foreach (var (application, rollout) in new[] { (t.Other, other), (t.Shop, first) })
        {
            var leases = await t.ClaimAsync(store, "host-1", StoreTrial.Long, application).ConfigureAwait(false);
            t.Expect(leases.Length == 1 && leases[0].Rollout == rollout && leases[0].Application == application, $"a claim for {application} brought [{string.Join(", ", leases)}]");
        }
    }

    private static async Task ExceptedIsNotClaimed(StoreTrial t)
    {
        var (store, first) = await DrivenAsync(t).ConfigureAwait(false);
        await t.CallAsync("ReleaseAsync", ct => store.ReleaseAsync(first, ct)).ConfigureAwait(false);
        var any = new ClaimRequest("host-2", StoreTrial.Long, 10) { Application = t.Shop };
        await LeftAloneAsync(t, store, first, any with { Except = [t.Id("nobody"), first.Rollout] }, any with { Except = [t.Id("nobody")] }).ConfigureAwait(false);
    }

    private static async Task NewerFormatIsNotClaimed(StoreTrial t)
    {
        var (store, first) = await DrivenAsync(t).ConfigureAwait(false);
        await t.AppendedAsync(store, t.AppendOf(first, 1) with { Schema = JournalJson.Schema + 1 }).ConfigureAwait(false);
        await t.AppendedAsync(store, t.AppendOf(first, 2)).ConfigureAwait(false);
        await t.CallAsync("ReleaseAsync", ct => store.ReleaseAsync(first, ct)).ConfigureAwait(false);
        var older = new ClaimRequest("host-2", StoreTrial.Long, 10) { Application = t.Shop };
        await LeftAloneAsync(t, store, first, older, older with { Schema = JournalJson.Schema + 1 }).ConfigureAwait(false);
    }

    /// <summary>One claim takes nothing, and the other takes the next epoch.</summary>
    private static async Task LeftAloneAsync(StoreTrial t, IRolloutStore store, Lease before, ClaimRequest ruledOut, ClaimRequest able)
    {
        var leases = await t.ClaimAsync(store, ruledOut).ConfigureAwait(false);
        t.Expect(leases.IsEmpty, $"ClaimAsync of format {ruledOut.Schema} at most, except [{string.Join(", ", ruledOut.Except)}], answered {string.Join(", ", leases)}");
        var taken = await t.ClaimAsync(store, able).ConfigureAwait(false);
        t.Expect(
            taken.Length == 1 && taken[0].Epoch == before.Epoch + 1,
            $"ClaimAsync of format {able.Schema} at most, except [{string.Join(", ", able.Except)}], answered [{string.Join(", ", taken)}] after {before}");
    }
}
