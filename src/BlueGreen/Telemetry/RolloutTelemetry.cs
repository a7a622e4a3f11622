using BlueGreen.Machine;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Telemetry;

/// <summary>Tells logs, traces and metrics what a rollout does, in the terms of the <c>cicd.*</c> semantic conventions. One per driver.</summary>
internal sealed class RolloutTelemetry(ILogger logger) : IDisposable
{
    private const string Executing = "executing";
    private const string Finalizing = "finalizing";

    private RunSpan? _run;
    private StepSpan? _step;
    private RolloutState _before = RolloutState.Empty;
    private DateTimeOffset _approvalAt;
    private string? _phase;
    private string? _application;
    private DateTimeOffset _finalizedAt;

    /// <summary>Takes in what the journal has come to. Told of each turn of the driver that changed it.</summary>
    public void Follow(RolloutState state)
    {
        if (state.Started is null)
        {
            return;
        }

        if (_run is null)
        {
            Begin(state);
        }

        FollowStep(state);
        FollowSplit(state);
        FollowPeople(state);
        if (state.Tripped is { } tripped && _before.Tripped is null)
        {
            _run!.Tripped(tripped);
            RunMetrics.Tripped(state.Plan.Application, tripped.Rule, tripped.Breach.Value);
        }

        FollowPhase(state);
        _before = state;
    }

    /// <summary>The driver is done, or has left the rollout to another one: what is open then ends here without a result.</summary>
    public void Dispose()
    {
        _step?.Dispose();
        _run?.Dispose();
        Enter(null);
    }

    private void Begin(RolloutState state)
    {
        _run = new(state);
        _before = state with { Step = null, Split = TrafficSplit.None, Approval = null };
        Enter(state.Outcome is null ? Executing : Finalizing, state);
    }

    private void FollowStep(RolloutState state)
    {
        _step?.Follow(state);
        if (state.Step?.Index == _step?.Index)
        {
            return;
        }

        _step?.End(state);
        _step = null;
        if (state.Step is { } step)
        {
            _step = new(state, step.Index, _run!.Context);
            logger.StepStarted(state.Id, state.Plan.Steps[step.Index].Name);
        }
    }

    private void FollowSplit(RolloutState state)
    {
        if (state.Split == _before.Split || state.Green is not { } green)
        {
            return;
        }

        var share = state.Split.WeightOf(green.Id);
        _run!.Shifted(state.Split, share);
        RunMetrics.Shifted(state.Plan.Application, share);
        logger.TrafficShifted(state.Id, state.Split);
    }

    private void FollowPeople(RolloutState state)
    {
        if (state.Approval is not null && _before.Approval is null)
        {
            _approvalAt = state.LastAt;
        }
        else if (state.Approval is null && _before.Approval is { } waited)
        {
            RunMetrics.Waited(state.Plan.Application, waited.Grant is not null, state.LastAt - _approvalAt);
        }
    }

    private void FollowPhase(RolloutState state)
    {
        if (state.Outcome is not null && _before.Outcome is null && _phase == Executing)
        {
            RunMetrics.Spent(state.Plan.Application, Executing, null, state.LastAt - state.StartedAt);
            Enter(Finalizing, state);
        }

        if (state.Closed is { } closed && _before.Closed is null)
        {
            var (result, error) = Read(state, closed.Outcome);
            _run!.End(result, error, closed.Reason);
            RunMetrics.Spent(state.Plan.Application, Finalizing, result, state.LastAt - _finalizedAt);
            if (error is not null)
            {
                RunMetrics.Failed(state.Plan.Application, error);
            }

            logger.RolloutClosed(state.Id, closed.Outcome, closed.Reason);
        }
    }

    private static (string Result, string? Error) Read(RolloutState state, RolloutOutcome outcome) => outcome switch
    {
        RolloutOutcome.Succeeded => ("success", null),
        RolloutOutcome.Aborted => ("cancellation", null),
        _ when state.Tripped is not null => ("failure", "trigger_fired"),
        _ when state.Rollback?.Started.By is not null => ("cancellation", null),
        _ => ("failure", "step_failed"),
    };

    private void Enter(string? phase, RolloutState? state = null)
    {
        if (_phase is not null)
        {
            RunMetrics.Drives(_application!, _phase, -1);
        }

        _phase = phase;
        if (phase is not null && state is not null)
        {
            _application = state.Plan.Application;
            _finalizedAt = state.LastAt;
            RunMetrics.Drives(_application, phase, 1);
        }
    }
}
