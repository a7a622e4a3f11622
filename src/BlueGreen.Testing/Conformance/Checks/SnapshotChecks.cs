namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>What every provider of snapshots promises.</summary>
internal static class SnapshotChecks
{
    private const string Take = "ISnapshotProvider.SnapshotAsync";

    public static IReadOnlyList<CheckDefinition<SnapshotTrial>> All { get; } =
    [
        Trial.Identity<SnapshotTrial>(async t => (await t.CreateAsync().ConfigureAwait(false)).Identity),
        new("kinds-are-named", "A provider says which kinds it records, each once and always the same.", "ISnapshotProvider.Snapshots", "Return a fixed list.", KindsAreNamed),
        new("snapshot-is-kept", "Each kind is recorded and kept in the artifact store, under the rollout or the application, and the report passes.", Take,
            "Write to the store that you are given; ArtifactName.Owner is the rollout's identifier or the application.", SnapshotIsKept),
        new("snapshot-is-repeatable", "Repeated under the same operation, also by another process, it leaves one snapshot.", Take, "Name the artifact after the operation.", SnapshotIsRepeatable),
        new("other-kinds-are-refused", "A kind that is not among Snapshots is refused for good.", Take, "Throw ProviderException.Permanent and name what you record.", OtherKindsAreRefused),
        new("away-leaves-nothing", "What could not be read is a ProviderException, and no partial snapshot is kept.", Take, "Read everything before you write.", AwayLeavesNothing),
        new("cancelled-snapshot-leaves-nothing", "A snapshot whose token is cancelled already throws OperationCanceledException, and nothing is kept.", Take, "Pass the token on.", CancelledSnapshot),
    ];

    private static async Task KindsAreNamed(SnapshotTrial t)
    {
        var first = (await t.CreateAsync().ConfigureAwait(false)).Snapshots;
        var second = (await t.CreateAsync().ConfigureAwait(false)).Snapshots;
        t.Expect(first is { IsDefaultOrEmpty: false } && first.Distinct().Count() == first.Length && first.SequenceEqual(second), $"Snapshots is {string.Join(", ", first)}, then {string.Join(", ", second)}");
    }

    private static async Task SnapshotIsKept(SnapshotTrial t)
    {
        var provider = await t.CreateAsync().ConfigureAwait(false);
        foreach (var kind in provider.Snapshots)
        {
            var before = (await t.ListAsync().ConfigureAwait(false)).Length;
            var report = await t.TakeAsync(provider, kind).ConfigureAwait(false);
            t.Expect(report.Passed, $"the report says that it did not pass: {report.Summary}");
            t.Expect((await t.ListAsync().ConfigureAwait(false)).Length > before, "no artifact was added under the rollout or the application");
        }
    }

    private static async Task SnapshotIsRepeatable(SnapshotTrial t)
    {
        var provider = await t.CreateAsync().ConfigureAwait(false);
        await t.TakeAsync(provider, provider.Snapshots[0]).ConfigureAwait(false);
        var first = await t.ListAsync().ConfigureAwait(false);
        await t.TakeAsync(provider, provider.Snapshots[0]).ConfigureAwait(false);
        await t.TakeAsync(await t.CreateAsync().ConfigureAwait(false), provider.Snapshots[0]).ConfigureAwait(false);
        var last = await t.ListAsync().ConfigureAwait(false);
        t.Expect(first.Order(Comparer<Artifacts.ArtifactName>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()))).SequenceEqual(
            last.Order(Comparer<Artifacts.ArtifactName>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString())))),
            $"one snapshot is {string.Join(", ", first)}, three are {string.Join(", ", last)}");
    }

    private static async Task OtherKindsAreRefused(SnapshotTrial t)
    {
        var provider = await t.CreateAsync().ConfigureAwait(false);
        var others = Enum.GetValues<SnapshotKind>().Except(provider.Snapshots).ToArray();
        if (others.Length == 0)
        {
            throw Trial.NotApplicable("The provider records all kinds.");
        }

        foreach (var kind in others)
        {
            await t.RefusedAsync($"SnapshotAsync({kind})", ct => provider.SnapshotAsync(new(kind, Verify: false), t.Artifacts, t.Next(kind), ct), isTransient: false).ConfigureAwait(false);
        }
    }

    private static async Task AwayLeavesNothing(SnapshotTrial t)
    {
        var provider = await t.CreateAsync().ConfigureAwait(false);
        await using var away = (await t.TakeAwayAsync().ConfigureAwait(false)).ConfigureAwait(false);
        var kind = provider.Snapshots[0];
        await t.RefusedAsync($"SnapshotAsync({kind})", ct => provider.SnapshotAsync(new(kind, Verify: false), t.Artifacts, t.Next(kind), ct)).ConfigureAwait(false);
        var kept = await t.ListAsync().ConfigureAwait(false);
        t.Expect(kept.Length == 0, $"kept {string.Join(", ", kept)}");
    }

    private static async Task CancelledSnapshot(SnapshotTrial t)
    {
        var provider = await t.CreateAsync().ConfigureAwait(false);
        var kind = provider.Snapshots[0];
        await t.CancelledAsync($"SnapshotAsync({kind})", ct => provider.SnapshotAsync(new(kind, Verify: false), t.Artifacts, t.Next(kind), ct)).ConfigureAwait(false);
        var kept = await t.ListAsync().ConfigureAwait(false);
        t.Expect(kept.Length == 0, $"kept {string.Join(", ", kept)}");
    }
}
