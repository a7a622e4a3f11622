using BlueGreen.Journal;

namespace BlueGreen.Benchmarks.Journals;

/// <summary>Fenced appends of a store: each compares epoch and head.</summary>
internal sealed class StoreAppending(IRolloutStore store, RolloutId rollout, long epoch) : IAppending
{
    private long _head = 1;

    public static async Task<StoreAppending> BeginAsync(IRolloutStore store, PlanRun plan)
    {
        var id = RolloutId.New(TimeProvider.System);
        await store.StartAsync(new(id, plan.Started, IfActive.Refuse), CancellationToken.None);
        var leases = await store.ClaimAsync(new("benchmark", TimeSpan.FromHours(1), 1), CancellationToken.None);
        return new(store, id, leases[0].Epoch);
    }

    public async Task AppendAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var result = await store.AppendAsync(new(rollout, epoch, _head, $"e-{_head}", Bare.Event, 0), CancellationToken.None);
            _head = result.Status == AppendStatus.Appended ? result.Head : throw new InvalidOperationException($"An append was not written: {result.Status}.");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
