using BlueGreen.Driving;
using BlueGreen.Machine;
using BlueGreen.Operations;

namespace BlueGreen.Testing.Simulation;

/// <summary>What router and environment do when a call arrives.</summary>
internal sealed partial class SimulatedWorld
{
    private static readonly TimeSpan Compare = TimeSpan.FromMilliseconds(40);

    /// <summary>Carries out an operation from the moment at which the call arrives.</summary>
    public void Perform(DriverRequest.Perform request, Func<bool> isCalled, Action<CallResult> done)
    {
        var context = request.Context;
        switch (request.Operation.Operation)
        {
            case ShiftTraffic shift:
                Act(context, IsRouterDown, done, () => Write(_router, context, done, stale => Shift(context, shift.Split, stale)));
                break;
            case MakeLive live:
                Act(context, IsEnvironmentDown, done, () => Write(_environment, context, done, stale => MakeLive(context, live.Deployment, stale)));
                break;
            case RestartDeployment restart:
                Act(context, IsEnvironmentDown, done, () => Write(_environment, context, result => AwaitHealth(result, isCalled, done), _ => Restart(restart.Deployment)));
                break;
            case RetireDeployment retire:
                Act(context, IsEnvironmentDown, done, () => Write(_environment, context, done, _ => Retire(context, retire.Deployment)));
                break;
            case Operations.Preflight:
                Preflight(done);
                break;
            case DrainDeployment drain:
                Drain(drain.Deployment, isCalled, done);
                break;
            case ValidateBlue:
                done(CallResult.Done with { Report = StepReport.From([new("blue", IsBlueHealthy, "probed")]) });
                break;
            case RunStep run:
                Run(run.Step, context, isCalled, done);
                break;
            case UndoStep undo:
                Undo(undo.Step, context, done);
                break;
            default:
                done(CallResult.Done);
                break;
        }
    }

    /// <summary>A call to router or environment: unanswered in an outage, refused where the world says so, or carried out after its time.</summary>
    private void Act(OperationContext context, bool isDown, Action<CallResult> done, Action act)
    {
        if (isDown)
        {
            done(CallResult.Failed("it does not answer", isTransient: true));
        }
        else if (!IsStepsOwnWrite(context))
        {
            act();
        }
        else if (_settings.Failing.Contains(context.Step))
        {
            done(CallResult.Failed("it refuses", isTransient: false));
        }
        else if (_settings.Durations.TryGetValue(context.Step, out var takes))
        {
            _agenda.In(takes, act);
        }
        else
        {
            act();
        }
    }

    /// <summary>Whether a call is what a shift or a promotion is for, as opposed to what is put right beside another step.</summary>
    private bool IsStepsOwnWrite(OperationContext context) => _plan.Steps.Any(step => step.Name == context.Step && step is (Plans.ShiftStep or Plans.PromoteStep));

    /// <summary>A write that the resource may refuse. One that compares and sets does so in two moments.</summary>
    private void Write(FencedResource resource, OperationContext context, Action<CallResult> done, Func<bool, CallResult> write)
    {
        var seen = resource.Version;
        if (!resource.IsComparing)
        {
            Commit();
            return;
        }

        if (!resource.Accepts(context.Token))
        {
            done(Refused(context));
            return;
        }

        _agenda.In(Compare, () =>
        {
            if (resource.Version != seen)
            {
                done(CallResult.Failed("the resource was changed in between", isTransient: true));
                return;
            }

            Commit();
        });

        void Commit()
        {
            if (!resource.Accepts(context.Token))
            {
                done(Refused(context));
                return;
            }

            var isStale = resource.IsStale(context.Token);
            resource.Written(context.Token);
            done(write(isStale));
        }
    }

    private static CallResult Refused(OperationContext context) => CallResult.Failed($"the token {context.Token} is older than the one kept", isTransient: false);

    private CallResult Shift(OperationContext context, TrafficSplit split, bool isStale)
    {
        SetSplit(split);
        BlueAtRouter = context.Blue?.Url;
        _watch?.SplitWritten(context, split, isStale);
        return CallResult.Done;
    }

    private CallResult MakeLive(OperationContext context, Deployment? live, bool isStale)
    {
        Live = live;
        LiveDriftedAt = null;
        _watch?.LiveWritten(context, live, isStale);
        return CallResult.Done;
    }

    private CallResult Retire(OperationContext context, Deployment deployment)
    {
        if (Live?.Id == deployment.Id)
        {
            return CallResult.Failed($"{deployment} is live", isTransient: false);
        }

        if (Running.Remove(deployment.Id))
        {
            _watch?.Retired(context, deployment);
        }

        return CallResult.Done;
    }

    private void Preflight(Action<CallResult> done)
    {
        var isHealthy = Live is null || (IsBlueHealthy && _agenda.Now >= BlueRefusedUntil);
        done(CallResult.Done with
        {
            Deployment = Live,
            Split = Split,
            Report = StepReport.From([new("blue is healthy", isHealthy, "probed")]),
        });
    }

    private void Drain(DeploymentId deployment, Func<bool> isCalled, Action<CallResult> done)
    {
        if (Split.WeightOf(deployment) == Percentage.Zero && _agenda.Now >= SplitChangedAt + _settings.DrainTakes)
        {
            done(CallResult.Done with { Report = StepReport.Pass("nothing in flight") });
        }
        else if (isCalled())
        {
            _agenda.In(TimeSpan.FromSeconds(1), () => Drain(deployment, isCalled, done));
        }
    }
}
