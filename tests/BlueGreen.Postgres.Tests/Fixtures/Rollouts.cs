using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Plans;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Postgres.Tests.Fixtures;

/// <summary>Rollouts for stores to keep.</summary>
internal static class Rollouts
{
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    public static StartRequest Start(string id, string application = "shop", IfActive ifActive = IfActive.Refuse, string? key = null) => new(
        new(id),
        new RolloutStarted { Kind = RolloutKind.Forward, Release = new("2.0.0"), Plan = Plan(application), By = "ann", Reason = "a test" },
        ifActive)
    { Key = key };

    public static AppendRequest Append(Lease lease, long head, RolloutEvent? what = null) =>
        new(lease.Rollout, lease.Epoch, head, Guid.NewGuid().ToString("N"), what ?? new StepStarted(0, "deploy"), 0);

    public static async Task<Lease> DriveAsync(this IRolloutStore store, string id = "first", string application = "shop")
    {
        await store.StartAsync(Start(id, application), TestContext.Current.CancellationToken);
        return await store.ClaimAsync(application);
    }

    public static async Task<Lease> ClaimAsync(this IRolloutStore store, string application = "shop") =>
        (await store.ClaimAsync(new(Guid.NewGuid().ToString("N"), Long, 1) { Application = application }, TestContext.Current.CancellationToken)).Single();

    public static RolloutClosed Closed { get; } = new(RolloutOutcome.Succeeded, "done");

    private static PlanDescription Plan(string application) => new RolloutBuilder(application)
        .Environment(new ReferenceEnvironment())
        .Traffic(new ReferenceTrafficRouter())
        .WithoutTriggers("a plan for stores to keep")
        .DeployGreen()
        .ShiftTo(Percentage.All)
        .Promote()
        .Build()
        .Description;
}
