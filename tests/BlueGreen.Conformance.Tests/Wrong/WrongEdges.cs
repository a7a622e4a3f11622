using BlueGreen.Testing.Reference;

namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>For each rule of DNS, caches and snapshots one that breaks it.</summary>
internal static class WrongEdges
{
    public static Dictionary<string, Func<ReferenceEdge, WrongEdge>> Dns { get; } = new()
    {
        ["identity-is-stable"] = Unstable,
        ["host-points-where-told"] = right => new(right) { Point = (host, target, op, ct) => right.Resolve(host) is null ? right.PointAsync(host, target, op, ct) : Task.CompletedTask },
        ["pointing-is-repeatable"] = right => new(right) { Point = (host, target, op, ct) => right.Resolve(host) == target.Url.Host ? throw ProviderException.Permanent("The record exists already.") : right.PointAsync(host, target, op, ct) },
        ["away-is-transient"] = right => new(right) { Point = (host, target, op, ct) => Swallowed(() => right.PointAsync(host, target, op, ct)) },
        ["cancelled-pointing-does-nothing"] = right => new(right) { Point = (host, target, op, _) => right.PointAsync(host, target, op, CancellationToken.None) },
    };

    public static Dictionary<string, Func<ReferenceEdge, WrongEdge>> Cdn { get; } = new()
    {
        ["identity-is-stable"] = Unstable,
        ["purged-is-gone"] = right => new(right) { Purge = (_, _) => Task.CompletedTask },
        ["purge-is-repeatable"] = right => new(right) { Purge = (op, ct) => right.IsCached ? right.PurgeAsync(op, ct) : throw ProviderException.Permanent("There is nothing to purge.") },
        ["away-is-transient"] = right => new(right) { Purge = (op, ct) => Swallowed(() => right.PurgeAsync(op, ct)) },
        ["cancelled-purge-does-nothing"] = right => new(right) { Purge = (op, _) => right.PurgeAsync(op, CancellationToken.None) },
    };

    public static Dictionary<string, Func<ReferenceEdge, WrongEdge>> Snapshots { get; } = new()
    {
        ["identity-is-stable"] = Unstable,
        ["kinds-are-named"] = right => new(right) { Snapshots = [] },
        ["snapshot-is-kept"] = right => new(right) { Snapshot = (_, _, _, _) => Task.FromResult(StepReport.Pass("done")) },
        ["snapshot-is-repeatable"] = right => new(right) { Snapshot = (snapshot, artifacts, op, ct) => right.SnapshotAsync(snapshot, artifacts, op with { Operation = new($"{Guid.NewGuid():N}") }, ct) },
        ["other-kinds-are-refused"] = right => new(right) { Snapshot = (_, artifacts, op, ct) => right.SnapshotAsync(BlueGreen.Snapshot.Dns, artifacts, op, ct) },
        ["away-leaves-nothing"] = right => new(right)
        {
            Snapshot = async (snapshot, artifacts, op, ct) =>
            {
                using var begun = new MemoryStream([1]);
                await artifacts.WriteAsync(new(op.Rollout.Value, "partial"), begun, ct);
                return await right.SnapshotAsync(snapshot, artifacts, op, ct);
            },
        },
        ["cancelled-snapshot-leaves-nothing"] = right => new(right) { Snapshot = (snapshot, artifacts, op, _) => right.SnapshotAsync(snapshot, artifacts, op, CancellationToken.None) },
    };

    private static WrongEdge Unstable(ReferenceEdge right) => new(right) { Identity = new($"edge-{Guid.NewGuid():N}", "1") };

    private static async Task Swallowed(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (ProviderException)
        {
        }
    }
}
