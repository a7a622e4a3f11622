using System.Diagnostics;
using System.Diagnostics.Metrics;
using BlueGreen.Machine;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Telemetry;

/// <summary>Tells logs, traces and metrics what a rollout does, in the terms of the <c>cicd.*</c> semantic conventions. One per driver.</summary>
internal sealed class RolloutTelemetry(ILogger logger) : IDisposable
{
    private static readonly ActivitySource Source = new("BlueGreen");
    private static readonly Meter Meter = new("BlueGreen");
    private static readonly UpDownCounter<int> Active = Meter.CreateUpDownCounter<int>("cicd.pipeline.run.active", "{run}", "Rollouts that this process drives.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("cicd.pipeline.run.duration", "s", "Time from the start of a rollout to its end.");
    private static readonly Counter<int> Errors = Meter.CreateCounter<int>("cicd.pipeline.run.errors", "{error}", "Rollouts that did not succeed.");
    private static readonly Histogram<double> Weight = Meter.CreateHistogram<double>("bluegreen.traffic.weight", "%", "Green's share after each shift.");

    private Activity? _run;
    private Activity? _step;
    private int? _stepIndex;
    private string? _application;
    private TrafficSplit _split = TrafficSplit.None;

    public void Follow(RolloutState state)
    {
        if (state.Started is null)
        {
            return;
        }

        Begin(state);
        FollowStep(state);
        if (state.Split != _split && state.Green is { } green)
        {
            _split = state.Split;
            Weight.Record(state.Split.WeightOf(green.Id).Percent, new KeyValuePair<string, object?>("cicd.pipeline.name", _application));
            logger.TrafficShifted(state.Id, state.Split);
        }

        if (state.Closed is { } closed)
        {
            End(state, closed.Outcome, closed.Reason);
        }
    }

    public void Dispose()
    {
        _step?.Dispose();
        _run?.Dispose();
        if (_application is not null)
        {
            Active.Add(-1, new KeyValuePair<string, object?>("cicd.pipeline.name", _application), new("cicd.pipeline.run.state", "executing"));
        }
    }

    private void Begin(RolloutState state)
    {
        if (_application is not null)
        {
            return;
        }

        _application = state.Plan.Application;
        Active.Add(1, new KeyValuePair<string, object?>("cicd.pipeline.name", _application), new("cicd.pipeline.run.state", "executing"));
        _ = ActivityContext.TryParse(state.Started!.TraceParent, null, isRemote: true, out var parent);
        _run = Source.StartActivity($"RUN {_application}", ActivityKind.Server, parent);
        _run?.SetTag("cicd.pipeline.name", _application);
        _run?.SetTag("cicd.pipeline.run.id", state.Id.Value);
        logger.RolloutDriven(state.Id, _application, state.Started.Release.Version, state.Epoch);
    }

    private void FollowStep(RolloutState state)
    {
        if (state.Step?.Index == _stepIndex)
        {
            return;
        }

        if (_step is not null)
        {
            _step.SetTag("cicd.pipeline.task.run.result", state.Rollback is null ? "success" : "failure");
            _step.Dispose();
            _step = null;
        }

        _stepIndex = state.Step?.Index;
        if (_stepIndex is { } index)
        {
            var name = state.Plan.Steps[index].Name;
            _step = Source.StartActivity(name, ActivityKind.Internal, _run?.Context ?? default);
            _step?.SetTag("cicd.pipeline.task.name", name);
            _step?.SetTag("cicd.pipeline.task.run.id", $"{state.Id}-{index}");
            _step?.SetTag("cicd.pipeline.task.type", "deploy");
            logger.StepStarted(state.Id, name);
        }
    }

    private void End(RolloutState state, RolloutOutcome outcome, string reason)
    {
        var result = outcome switch
        {
            RolloutOutcome.Succeeded => "success",
            RolloutOutcome.Aborted => "cancellation",
            _ => "failure",
        };
        _run?.SetTag("cicd.pipeline.result", result);
        if (result == "failure")
        {
            _run?.SetTag("error.type", state.Tripped is null ? "step_failed" : "trigger_fired");
            Errors.Add(1, new KeyValuePair<string, object?>("cicd.pipeline.name", _application));
        }

        Duration.Record(
            (state.LastAt - state.StartedAt).TotalSeconds,
            new KeyValuePair<string, object?>("cicd.pipeline.name", _application), new("cicd.pipeline.result", result), new("cicd.pipeline.run.state", "finalizing"));
        logger.RolloutClosed(state.Id, outcome, reason);
    }
}
