using System.Diagnostics;
using BlueGreen.Machine;
using BlueGreen.Plans;

namespace BlueGreen.Telemetry;

/// <summary>The span of a running step.</summary>
internal sealed class StepSpan : IDisposable
{
    private readonly Activity? _activity;
    private readonly PlanStep _step;
    private bool _failed;

    public StepSpan(RolloutState state, int index, ActivityContext run)
    {
        Index = index;
        _step = state.Plan.Steps[index];
        _activity = BlueGreenTelemetry.Source.StartActivity(_step.Name, ActivityKind.Internal, run);
        _activity?.SetTag("cicd.pipeline.task.name", _step.Name);
        _activity?.SetTag("cicd.pipeline.task.run.id", $"{state.Id}-{index}");
        _activity?.SetTag("cicd.pipeline.task.type", IsTest(_step) ? "test" : "deploy");
    }

    public int Index { get; }

    public void Follow(RolloutState state) => _failed |= state.Failure is not null;

    public void End(RolloutState state)
    {
        var result = _failed ? "failure" : state.Rollback is not null ? "cancellation" : ForwardPhase.Skip(state, _step) is not null ? "skip" : "success";
        _activity?.SetTag("cicd.pipeline.task.run.result", result);
        if (_failed)
        {
            _activity?.SetStatus(ActivityStatusCode.Error, state.Rollback?.Started.Reason);
        }

        Dispose();
    }

    public void Dispose() => _activity?.Dispose();

    private static bool IsTest(PlanStep step) => step is CheckStep or ConsistencyStep or ProbeStep or GateStep or BakeStep or VerifyHeaderStep;
}
