using BlueGreen.Driving;
using BlueGreen.Machine;
using BlueGreen.Plans;

namespace BlueGreen.Testing.Simulation;

/// <summary>Long work: deploys, migrations, probes, checks and steps of one's own.</summary>
internal sealed partial class SimulatedWorld
{
    private readonly Dictionary<OperationId, SimulatedDeploy> _deploys = [];
    private readonly HashSet<OperationId> _cancelled = [];
    private readonly Dictionary<OperationId, DateTimeOffset> _statements = [];

    public HashSet<string> Applied { get; } = [];

    /// <summary>Steps whose effect is there.</summary>
    public HashSet<int> Effects { get; } = [];

    /// <summary>The user's own code, if it is really called.</summary>
    public Func<PlanStep, OperationContext, Action<CallResult>, bool>? Calls { get; set; }

    /// <summary>Whether long work of some operation still goes on.</summary>
    public bool HasWork => _deploys.Values.Any(deploy => !deploy.IsDone && !deploy.IsCancelled) || _statements.Count > 0;

    public bool IsDeployLeft => _deploys.Values.Any(deploy => Running.Contains(deploy.Deployment.Id) && deploy.Deployment.Id != Green?.Id);

    /// <summary>Settles an operation: afterwards it has no effect.</summary>
    public void Settle(DriverRequest.Settle request, Action<CallResult> done)
    {
        var id = request.Operation.Id;
        _cancelled.Add(id);
        if (_deploys.TryGetValue(id, out var deploy))
        {
            deploy.IsCancelled = true;
            Running.Remove(deploy.Deployment.Id);
        }

        if (_statements.TryGetValue(id, out var until))
        {
            _agenda.At(until, () => done(CallResult.Done));
            return;
        }

        done(CallResult.Done);
    }

    private void Run(int index, OperationContext context, Func<bool> isCalled, Action<CallResult> done)
    {
        var step = _plan.Steps[index];
        if (_cancelled.Contains(context.Operation))
        {
            done(CallResult.Failed("the operation was cancelled", isTransient: false));
            return;
        }

        if (!_settings.Failing.Contains(step.Name) && Calls is { } calls && calls(step, context, done))
        {
            return;
        }

        switch (step)
        {
            case DeployStep when _settings.Failing.Contains(step.Name):
                _agenda.In(Takes(step, _settings.DeployTakes), () => done(CallResult.Failed("the release does not start", isTransient: false)));
                break;
            case DeployStep:
                Deploy(index, context, isCalled, done);
                break;
            case MigrateStep migrate:
                Migrate(migrate, 0, context, isCalled, done);
                break;
            case ProbeStep:
                Probe(step, context, isCalled, done);
                break;
            default:
                _agenda.In(Takes(step, _settings.CheckTakes), () => Finish(index, step, context, isCalled, done));
                break;
        }
    }

    private void Finish(int index, PlanStep step, OperationContext context, Func<bool> isCalled, Action<CallResult> done)
    {
        if (!isCalled())
        {
            return;
        }

        if (step is CustomStep or PointDnsStep && !TakeEffect(index, context, present: true))
        {
            done(Refused(context));
            return;
        }

        var passed = !_settings.Failing.Contains(step.Name);
        done(CallResult.Done with { Report = passed ? StepReport.Pass("passed") : StepReport.Fail("it failed") });
    }

    private bool TakeEffect(int index, OperationContext context, bool present)
    {
        if (!_steps.Accepts(context.Token))
        {
            return false;
        }

        var isStale = _steps.IsStale(context.Token);
        _steps.Written(context.Token);
        if (present)
        {
            Effects.Add(index);
        }
        else
        {
            Effects.Remove(index);
        }

        _watch?.StepTookEffect(context, index, isStale);
        return true;
    }

    private void Undo(int index, OperationContext context, Action<CallResult> done)
    {
        if (_plan.Steps[index] is MigrateStep)
        {
            Applied.Clear();
        }

        var done1 = TakeEffect(index, context, present: false);
        done(done1 ? CallResult.Done with { Report = StepReport.Pass("undone") } : Refused(context));
    }

    private void Deploy(int index, OperationContext context, Func<bool> isCalled, Action<CallResult> done)
    {
        if (!_deploys.TryGetValue(context.Operation, out var deploy))
        {
            var id = $"green-{context.Operation}";
            deploy = new(index, new() { Id = new(id), Version = context.Release.Version, Url = new($"http://{id}.test/") });
            _deploys.Add(context.Operation, deploy);
            _watch?.Deployed(context, index, _deploys.Values.Count(other => other.Step == index && !other.IsCancelled));
        }

        if (deploy.IsDone)
        {
            done(CallResult.Done with { Deployment = deploy.Deployment });
            return;
        }

        _agenda.In(Takes(_plan.Steps[index], _settings.DeployTakes), () => Deployed(deploy, context, isCalled, done));
    }

    private void Deployed(SimulatedDeploy deploy, OperationContext context, Func<bool> isCalled, Action<CallResult> done)
    {
        if (deploy.IsCancelled)
        {
            done(CallResult.Failed("the deploy was cancelled", isTransient: false));
            return;
        }

        if (!_settings.DeployOutlivesCaller && !isCalled())
        {
            return;
        }

        if (!deploy.IsDone)
        {
            deploy.IsDone = true;
            Green = deploy.Deployment;
            _greenReadyAt = _agenda.Now + _settings.WarmUp;
            Running.Add(deploy.Deployment.Id);
        }

        done(CallResult.Done with { Deployment = deploy.Deployment, Report = StepReport.Pass($"{context.Release.Version} answers") });
    }

    private void Migrate(MigrateStep step, int statement, OperationContext context, Func<bool> isCalled, Action<CallResult> done)
    {
        if (statement == 2)
        {
            done(CallResult.Done with { Report = StepReport.Pass("2 statements") });
            return;
        }

        if (!isCalled())
        {
            return;
        }

        if (_cancelled.Contains(context.Operation) || !_steps.Accepts(context.Token))
        {
            done(Refused(context));
            return;
        }

        _steps.Written(context.Token);
        var takes = Takes(step, _settings.StatementTakes * 2) / 2;
        _statements[context.Operation] = _agenda.Now + takes;
        _agenda.In(takes, () => Statement(step, statement, context, isCalled, done));
    }

    private void Statement(MigrateStep step, int statement, OperationContext context, Func<bool> isCalled, Action<CallResult> done)
    {
        _statements.Remove(context.Operation);
        if (_settings.Failing.Contains(step.Name) && statement == 1)
        {
            done(CallResult.Failed("statement 2: a column is missing", isTransient: false));
            return;
        }

        var name = $"{step.Phase}-{statement}";
        if (Applied.Add(name))
        {
            _watch?.StatementRun(context, step, name, isAgain: false);
        }

        Migrate(step, statement + 1, context, isCalled, done);
    }

    private TimeSpan Takes(PlanStep step, TimeSpan usual) => _settings.Durations.GetValueOrDefault(step.Name, usual);

    private void Probe(PlanStep step, OperationContext context, Func<bool> isCalled, Action<CallResult> done)
    {
        if (IsGreenHealthy && !_settings.Failing.Contains(step.Name))
        {
            done(CallResult.Done with { Report = Execution.ProbeFindings.Report([.. _plan.Probes.Select(probe => Health(probe, isHealthy: true))]) });
        }
        else if (isCalled())
        {
            _agenda.In(TimeSpan.FromSeconds(1), () => Probe(step, context, isCalled, done));
        }
    }
}
