using System.Diagnostics;
using BlueGreen.Events;
using BlueGreen.Machine;

namespace BlueGreen.Telemetry;

/// <summary>The span of a rollout, for as long as this process drives it.</summary>
internal sealed class RunSpan : IDisposable
{
    private readonly Activity? _activity;

    public RunSpan(RolloutState state)
    {
        var started = state.Started!;
        _activity = BlueGreenTelemetry.Source.StartActivity($"RUN {state.Plan.Application}", ActivityKind.Server, TraceContext.Extract(started));
        _activity?.SetTag("cicd.pipeline.name", state.Plan.Application);
        _activity?.SetTag("cicd.pipeline.run.id", state.Id.Value);
        _activity?.SetTag("bluegreen.release", started.Release.Version);
        _activity?.SetTag("bluegreen.kind", started.Kind.ToString().ToLowerInvariant());
        _activity?.SetTag("bluegreen.epoch", state.Epoch);
    }

    public ActivityContext Context => _activity?.Context ?? default;

    public void Shifted(TrafficSplit split, Percentage green) =>
        _activity?.AddEvent(new("bluegreen.traffic.shifted", tags: new() { { "bluegreen.traffic.weight", green.Percent }, { "bluegreen.traffic.split", split.ToString() } }));

    public void Tripped(TriggerTripped tripped) =>
        _activity?.AddEvent(new("bluegreen.trigger.tripped", tags: new() { { "bluegreen.trigger.rule", tripped.Rule }, { "bluegreen.trigger.observed", tripped.Observed } }));

    public void End(string result, string? error, string reason)
    {
        _activity?.SetTag("cicd.pipeline.result", result);
        if (error is not null)
        {
            _activity?.SetTag("error.type", error);
            _activity?.SetStatus(ActivityStatusCode.Error, reason);
        }
    }

    public void Dispose() => _activity?.Dispose();
}
