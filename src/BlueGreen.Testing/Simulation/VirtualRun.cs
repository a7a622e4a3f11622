using BlueGreen.Events;
using BlueGreen.Machine;
using BlueGreen.Plans;

namespace BlueGreen.Testing.Simulation;

/// <summary>One run of a user's plan: one host, no faults, no latency to speak of, and the user's own code really called.</summary>
internal sealed class VirtualRun
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(1);

    private readonly PlanBindings _bindings;
    private readonly Simulation _simulation;
    private readonly IEnumerable<TimeSpan> _crashes;
    private readonly List<VirtualMoment> _timeline = [];
    private readonly Queue<(PlanStep Step, OperationContext Context, Action<CallResult> Done)> _calls = [];

    public VirtualRun(Scenario scenario, PlanBindings bindings, IReadOnlyDictionary<(MetricName Metric, bool IsGreen), double> metrics, IEnumerable<TimeSpan> crashes)
    {
        _bindings = bindings;
        _simulation = new(scenario, new NoFaults(), isJudged: false, latency: Latency);
        _simulation.World.Calls = Call;
        _crashes = crashes;
        _simulation.World.OtherMetric = (metric, isGreen) => metrics.TryGetValue((metric, isGreen), out var value) ? value : null;
    }

    public async Task<VirtualWorldResult> RunAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        _simulation.Begin();
        foreach (var crash in _crashes)
        {
            _simulation.Agenda.In(crash, () => _simulation.Hosts[0].Crash());
        }

        while (_simulation.Agenda.Elapsed < patience && _simulation.Step())
        {
            while (_calls.TryDequeue(out var call))
            {
                cancellationToken.ThrowIfCancellationRequested();
                call.Done(await AskAsync(call.Step, call.Context, cancellationToken).ConfigureAwait(false));
            }

            TakeDown();
        }

        TakeDown();
        return Result();
    }

    private void TakeDown()
    {
        while (_timeline.Count < _simulation.Journal.Count)
        {
            var entry = _simulation.Journal[_timeline.Count];
            var (blue, green) = (_simulation.World.BlueServed, _simulation.World.GreenServed);
            _timeline.Add(new(entry.At - Simulation.Epoch, entry.Event)
            {
                RequestsServed = (long)(blue.Requests + green.Requests),
                ErrorsServed = (long)Math.Round(blue.Errors + green.Errors),
            });
        }
    }

    /// <summary>Whether a step is the user's own code; it is then awaited between two moments of virtual time.</summary>
    private bool Call(PlanStep step, OperationContext context, Action<CallResult> done)
    {
        if (!Delegates(step).Any())
        {
            return false;
        }

        _calls.Enqueue((step, context, done));
        return true;
    }

    private IEnumerable<string> Delegates(PlanStep step) => step switch
    {
        CheckStep check => check.Checks.OfType<DelegateCheck>().Select(c => c.Name).Where(_bindings.Checks.ContainsKey),
        GateStep { Check: DelegateCheck gate } when _bindings.Checks.ContainsKey(gate.Name) => [gate.Name],
        ConsistencyStep when _bindings.Checks.ContainsKey(step.Name) => [step.Name],
        _ => [],
    };

    private async Task<CallResult> AskAsync(PlanStep step, OperationContext context, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var name in Delegates(step))
        {
            findings.Add(await AskAsync(name, context, cancellationToken).ConfigureAwait(false));
        }

        return CallResult.Done with { Report = StepReport.From(findings) };
    }

    private async Task<Finding> AskAsync(string name, OperationContext context, CancellationToken cancellationToken)
    {
        try
        {
            var result = await _bindings.Checks[name](context, cancellationToken).ConfigureAwait(false);
            return new(name, result.Passed, result.Detail);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new(name, false, $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    private VirtualWorldResult Result()
    {
        var journal = _simulation.Journal;
        var blue = _simulation.World.BlueServed;
        var green = _simulation.World.GreenServed;
        var closed = journal[^1].Event as RolloutClosed;
        var onset = Onset();
        var isBack = closed is { Outcome: RolloutOutcome.RolledBack } && onset is not null;
        return new()
        {
            Outcome = closed?.Outcome ?? (journal[^1].Event is RolloutFrozen ? RolloutOutcome.Frozen : null),
            Reason = closed?.Reason ?? $"after {_simulation.Agenda.Elapsed} the last event is {journal[^1].Event}",
            Journal = [.. journal],
            Timeline = [.. _timeline],
            Elapsed = (closed is null ? _simulation.Agenda.Now : journal[^1].At) - Simulation.Epoch,
            RequestsServed = (long)(blue.Requests + green.Requests),
            ErrorsServed = (long)Math.Round(blue.Errors + green.Errors),
            GreenRequestsServed = (long)green.Requests,
            GreenErrorsServed = (long)Math.Round(green.Errors),
            OnsetToDecision = isBack ? After(onset, journal.LastOrDefault(entry => entry.Event is RollbackStarted)?.At) : null,
            OnsetToRollback = isBack ? After(onset, journal.LastOrDefault(entry => entry.Event is TrafficShifted { Green.Percent: 0 })?.At) : null,
        };
    }

    /// <summary>When green first became worse than it had been.</summary>
    private DateTimeOffset? Onset()
    {
        var phases = _simulation.Scenario.World.Green;
        return _simulation.World.GreenServesSince is not { } since ? null
            : phases.Length > 1 ? since + phases[1].From
            : phases[0] == new ServingPhase(TimeSpan.Zero) ? null : since;
    }

    private static TimeSpan? After(DateTimeOffset? onset, DateTimeOffset? at) => at - onset;
}
