using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Plans;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Sqlite.Tests.Fixtures;

/// <summary>Rollouts that tests start and append to.</summary>
internal static class Rollouts
{
    public static StartRequest Start(string id, string application = "shop", IfActive ifActive = IfActive.Refuse) => new(
        new(id),
        new RolloutStarted { Kind = RolloutKind.Forward, Release = new("2.0.0"), Plan = PlanOf(application), By = "ann" },
        ifActive);

    public static PlanDescription PlanOf(string application) => new RolloutBuilder(application)
        .Environment(new ReferenceEnvironment())
        .Traffic(new ReferenceTrafficRouter())
        .WithoutTriggers("a plan for stores to keep")
        .DeployGreen()
        .ShiftTo(Percentage.All)
        .Promote()
        .Build()
        .Description;

    public static async Task<Lease> StartedAsync(IRolloutStore store, string id = "r-1", string application = "shop", CancellationToken cancellationToken = default)
    {
        Assert.Equal(StartStatus.Started, (await store.StartAsync(Start(id, application), cancellationToken)).Status);
        return Assert.Single(await store.ClaimAsync(new("host-1", TimeSpan.FromMinutes(5), 1) { Application = application }, cancellationToken));
    }

    public static AppendRequest AppendOf(Lease lease, long head, RolloutEvent? what = null) =>
        new(lease.Rollout, lease.Epoch, head, $"{lease.Rollout}-{head + 1}", what ?? new StepStarted(0, $"step {head}"), 0);

    public static async Task<AppendResult> AppendedAsync(IRolloutStore store, Lease lease, long head, RolloutEvent? what = null, CancellationToken cancellationToken = default)
    {
        var result = await store.AppendAsync(AppendOf(lease, head, what), cancellationToken);
        Assert.Equal(AppendStatus.Appended, result.Status);
        return result;
    }

    public static Task<AppendResult> ClosedAsync(IRolloutStore store, Lease lease, long head, CancellationToken cancellationToken = default) =>
        AppendedAsync(store, lease, head, new RolloutClosed(RolloutOutcome.Succeeded, "done"), cancellationToken);
}
