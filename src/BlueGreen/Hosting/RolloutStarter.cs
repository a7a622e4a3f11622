using System.Diagnostics;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Signals;
using BlueGreen.Telemetry;

namespace BlueGreen.Hosting;

/// <summary>Starts rollouts: checks what a plan requires, creates the journal, and makes way when asked to.</summary>
internal sealed class RolloutStarter(IRolloutStore store, TimeProvider clock)
{
    public async Task<RolloutId> StartAsync(RolloutPlan plan, Release release, StartOptions options, CancellationToken cancellationToken)
    {
        foreach (var requirement in plan.Description.Requires)
        {
            await RequireAsync(requirement, release, cancellationToken).ConfigureAwait(false);
        }

        return await CreateAsync(
            new() { Kind = RolloutKind.Forward, Release = release, Plan = plan.Description, By = options.By, Reason = options.Reason, Incident = options.Incident },
            options,
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<RolloutId> CreateAsync(RolloutStarted started, StartOptions options, CancellationToken cancellationToken)
    {
        using var activity = BlueGreenTelemetry.Source.StartActivity($"START {started.Plan.Application}", ActivityKind.Producer);
        var request = new StartRequest(RolloutId.New(clock), TraceContext.Inject(started), options.IfActive) { Key = options.Key };
        var result = await store.StartAsync(request, cancellationToken).ConfigureAwait(false);
        if (result.Status == StartStatus.Refused)
        {
            throw new RolloutRefusedException(
                $"'{started.Plan.Application}' has the active rollout {result.Active}. Wait for it, roll it back, or start with IfActive.Queue or IfActive.Supersede.");
        }

        if (result is { Status: StartStatus.Queued or StartStatus.Existing, Active: { } active } && active != result.Rollout && options.IfActive == IfActive.Supersede)
        {
            var signal = new Signal
            {
                Id = $"superseded-by-{result.Rollout}",
                Kind = SignalKind.RollBack,
                By = options.By ?? "a newer rollout",
                Reason = $"superseded by {started.Release.Version}",
            };
            await store.SendAsync(active, signal, cancellationToken).ConfigureAwait(false);
        }

        return result.Rollout;
    }

    private async Task RequireAsync(Plans.PlanRequirement requirement, Release release, CancellationToken cancellationToken)
    {
        var query = new RolloutQuery { Application = requirement.Application, Maximum = 1000 };
        await foreach (var summary in store.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (summary is { Outcome: RolloutOutcome.Succeeded, Standing: RolloutStanding.Closed, Kind: RolloutKind.Forward }
                && summary.Version == release.Version
                && summary.Fingerprint == requirement.Fingerprint
                && clock.GetUtcNow() - summary.UpdatedAt <= requirement.MaximumAge)
            {
                return;
            }
        }

        throw new RolloutRefusedException(
            $"Release {release.Version} has not passed '{requirement.Application}' (plan {requirement.Fingerprint}) within the last {requirement.MaximumAge}. Roll it out there first.");
    }
}
