using BlueGreen;
using BlueGreen.Events;
using BlueGreen.Journal;

namespace Acme;

internal static class Steering
{
    public static async Task ListAsync(IRolloutClient rollouts)
    {
        // <snippet list>
        await foreach (var rollout in rollouts.ListAsync(new() { OpenOnly = true }))
        {
            Console.WriteLine($"{rollout.Rollout} {rollout.Application} {rollout.Version} {rollout.Standing} {rollout.Outcome}");
        }
        // </snippet>
    }

    public static async Task GetAsync(IRolloutClient rollouts, RolloutId id)
    {
        // <snippet status>
        var status = await rollouts.GetAsync(id);
        Console.WriteLine($"{status.Summary.Version}: '{status.Step}', traffic {status.Split}, held by {status.Holds.Length}");
        Console.WriteLine($"waits for {status.Approval?.Role ?? "nobody"}");
        Console.WriteLine(status.Plan);   // the preview of what was started
        // </snippet>
    }

    public static async Task SteerAsync(IRolloutClient rollouts, RolloutId id)
    {
        // <snippet steer>
        await rollouts.PauseAsync(id, by: "ada", reason: "the database is being looked at");
        await rollouts.ResumeAsync(id, by: "ada");
        await rollouts.PromoteNowAsync(id, by: "ada", reason: "seen enough");
        await rollouts.AbortAsync(id, by: "ada", reason: "wrong version");
        await rollouts.RollBackAsync(id, Rollback.Immediate, by: "ada", reason: "checkout fails", incident: "INC-42");
        // </snippet>
    }

    public static async Task ApproveAsync(IRolloutClient rollouts, RolloutId id, ApprovalRequested request)
    {
        // <snippet approve>
        await rollouts.ApproveAsync(id, request.Step, request.Fingerprint, by: "grace", reason: "checked the report");
        await rollouts.RejectAsync(id, request.Step, request.Fingerprint, by: "grace", reason: "not on a Friday");
        // </snippet>
    }

    public static async Task AcceptLossAsync(IRolloutClient rollouts, RolloutId id, PointOfNoReturnPassed passed)
    {
        // <snippet accept-loss>
        await rollouts.RollBackAsync(
            id, Rollback.Immediate, by: "ada", reason: $"accepted: {passed.Loss}", incident: "INC-42", lossToken: passed.LossToken);
        // </snippet>
    }

    public static async Task StartAsync(IRolloutClient rollouts)
    {
        // <snippet start-options>
        await rollouts.StartAsync("storefront", new Release("2.0.1"), new()
        {
            By = "ada",
            Reason = "fixes INC-42",
            Incident = "INC-42",
            Key = "build-1234",                   // asking again with this key returns the same rollout
            IfActive = IfActive.Supersede,        // rolls the active rollout back first
        });
        // </snippet>
    }

    public static async Task<RolloutResult> InterruptAsync(RolloutPlan plan, Release release)
    {
        // <snippet interrupt>
        using var back = new CancellationTokenSource();
        using var leave = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            (back.IsCancellationRequested ? leave : back).Cancel();   // first everybody back to blue; then leave it as it stands
        };

        var result = await plan.RunAsync(release, new() { Leave = leave.Token }, back.Token);
        // </snippet>

        return result;
    }
}
