using BlueGreen.Artifacts;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>A trial of a provider of snapshots.</summary>
internal sealed class SnapshotTrial(SnapshotFixture fixture, TrialSetting setting) : Trial(fixture, setting)
{
    public InMemoryArtifactStore Artifacts { get; } = new();

    public Task<ISnapshotProvider> CreateAsync() => fixture.CreateAsync(Cancellation);

    public OperationContext Next(SnapshotKind kind) => Operation($"snapshot-{kind}", 1);

    public Task<StepReport> TakeAsync(ISnapshotProvider provider, SnapshotKind kind) =>
        CallAsync($"SnapshotAsync({kind})", ct => provider.SnapshotAsync(new(kind, Verify: false), Artifacts, Next(kind), ct));

    public async Task<ArtifactName[]> ListAsync()
    {
        List<ArtifactName> kept = [];
        foreach (var owner in new[] { Next(default).Rollout.Value, Application })
        {
            await foreach (var name in Artifacts.ListAsync(owner, Cancellation).ConfigureAwait(false))
            {
                kept.Add(name);
            }
        }

        return [.. kept];
    }
}
