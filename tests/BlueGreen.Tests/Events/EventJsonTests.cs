using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Operations;
using BlueGreen.Plans;
using BlueGreen.Signals;

namespace BlueGreen.Tests.Events;

public sealed class EventJsonTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly OperationId Id = new("r-7");

    private static readonly ProbeResult Answer = new()
    {
        Probe = "admin",
        Status = ProbeStatus.Unhealthy,
        Latency = TimeSpan.FromMilliseconds(12.5),
        StatusCode = 503,
        Reason = "down",
        Details = ImmutableSortedDictionary<string, string>.Empty.Add("db", "away").Add("queue", "[1,2]"),
    };

    private static readonly StepReport Report = StepReport.From([new("a", true, "fine"), new("b", false, "not fine")]) with { Probes = [Answer, Answer with { Reason = null, StatusCode = null }], RecoveryPoints = [new("p", "0/1", "restore p")] };

    private static readonly Deployment Blue = new()
    {
        Id = new("blue"),
        Version = "1",
        Url = new("http://127.0.0.1:1/"),
        Endpoints = ImmutableSortedDictionary<string, Uri>.Empty.Add("admin", new("http://127.0.0.1:2/")),
    };

    private static readonly Signal Sent = new()
    {
        Id = "s",
        Kind = SignalKind.RollBack,
        By = "ann",
        Reason = "why",
        Incident = "INC-1",
        Strategy = Rollback.Gradual,
        Step = "approve",
        Fingerprint = "f",
        LossToken = "l",
    };

    private static readonly PlanDescription Plan = new()
    {
        Application = "shop",
        Bindings = [new("traffic", new("router", "1"))],
        Traffic = new() { Step = Percentage.Of(0.01), Fencing = Fencing.Token, Sticky = true },
        Probes = [Probe.Get("health", "/health")],
        Triggers = [new ThresholdTrigger("errors", Rollback.Gradual, Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromMinutes(2)).WithAtLeast(7))],
        Steps = [new ShiftStep("shift", Percentage.Of(10)) { Deadline = TimeSpan.FromMinutes(1) }],
    };

    public static TheoryData<RolloutEvent> Events { get; } =
    [
        new RolloutStarted { Kind = RolloutKind.Rollback, Release = new("2.0.0") { Artifact = "dist", Revision = "abc" }, Plan = Plan, By = "ann", Reason = "r", Incident = "i", ReturnTo = Blue, Leave = Blue, Strategy = Rollback.Immediate, TraceParent = "00-0-0-0" },
        new DriverTookOver("owner", 7),
        new SignalAccepted(1, Sent),
        new SignalRefused(2, Sent, "why not"),
        new BaselineCaptured(Blue, TrafficSplit.Between(new("blue"), new("green"), Percentage.Of(12.34)), Report),
        new BaselineCaptured(Blue with { Version = null }, TrafficSplit.AllTo(new("blue")), Report),
        new StepStarted(1, "one"),
        new StepCompleted(1, "one", Report),
        new StepFailed(1, "one", Report),
        new StepSkipped(1, "one", "why"),
        new GateDeclined(1, "one", Report),
        new OperationIntended(Id, new ShiftTraffic(TrafficSplit.AllTo(new("green"))), At),
        new OperationIntended(Id, new Preflight(), At),
        new OperationIntended(Id, new RunStep(3), At),
        new OperationIntended(Id, new UndoStep(3), At),
        new OperationIntended(Id, new MakeLive(null), At),
        new OperationIntended(Id, new RestartDeployment(Blue), At),
        new OperationIntended(Id, new ValidateBlue(), At),
        new OperationIntended(Id, new DrainDeployment(new("green")), At),
        new OperationIntended(Id, new RetireDeployment(Blue), At),
        new OperationIntended(Id, new ApplyRetention(), At),
        new OperationCompleted(Id, Report, Blue),
        new OperationFailed(Id, "error"),
        new OperationCancelRequested(Id, "why"),
        new OperationSettled(Id, Settlement.Abandoned, Blue),
        new TrafficShifted(Id, TrafficSplit.None, Percentage.Zero),
        new DeploymentMadeLive(Id, Blue),
        new Checkpointed
        {
            Measured = TimeSpan.FromSeconds(12.5),
            Tallies = [new(new("green"), Metric.ErrorRate.Name, 1.5, 10, 2.5)],
            Breaches = [new("errors", At, At.AddSeconds(3), 30, 0.25)],
            Watermarks = [At, null],
            FailedProbes = [Answer],
            Summary = [new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(10), [new(new("blue"), Metric.ResponseTime.Name, 0.1, 3, 1)])],
        },
        new TriggerTripped("errors", "20%", TimeSpan.FromSeconds(3), new("errors", At, At.AddSeconds(3), 30, 0.25)) { FailedProbes = [Answer] },
        new HoldPlaced(HoldKind.Blue, "why") { FailedProbes = [Answer] },
        new HoldLifted(HoldKind.Source, "why"),
        new ApprovalRequested("approve", "dba", At, Expiry.FinishWithoutContract, "f"),
        new ApprovalGranted("approve", "ann", null),
        new ApprovalExpired("approve", Expiry.RollBack),
        new RollbackStarted("why", Rollback.Gradual, RolloutOutcome.Aborted) { Rule = "errors", By = "ann", Incident = "i" },
        new RollbackEscalated("why"),
        new PointOfNoReturnPassed("step", "token", "loss"),
        new ProviderTroubled(Id, "error", 4),
        new ReadBackDelayed(At, "why", 2),
        new RolloutFrozen("why"),
        new OutcomeReached(RolloutOutcome.Succeeded, "why"),
        new RolloutClosed(RolloutOutcome.Frozen, "why"),
    ];

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_keeps_everything_through_json(RolloutEvent rolloutEvent)
    {
        var json = JournalJson.Write(rolloutEvent);

        var read = JournalJson.Read(json);

        Assert.Equal(Flatten("", rolloutEvent), Flatten("", read));
        Assert.Equal(json, JournalJson.Write(read));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void An_entry_keeps_everything_through_json(RolloutEvent rolloutEvent)
    {
        var entry = new JournalEntry(new("r"), 7, "e-7", 3, At, rolloutEvent);

        var read = JournalJson.ReadEntry(JournalJson.Write(entry));

        Assert.Equal(Flatten("", entry), Flatten("", read));
    }

    /// <summary>Every value that was given to the event, by its path. What the event computes is left out.</summary>
    private static IEnumerable<string> Flatten(string path, object? value) => value switch
    {
        null => [$"{path}: null"],
        string or Uri => [$"{path}: {value}"],
        ValueType and not IEnumerable => [$"{path}: {value}"],
        IEnumerable items => items.Cast<object?>().SelectMany((item, index) => Flatten($"{path}[{index}]", item)).Prepend($"{path}: list"),
        _ => value.GetType().GetProperties().Where(IsGiven).SelectMany(property => Flatten($"{path}.{property.Name}", property.GetValue(value)))
            .Prepend($"{path}: {value.GetType().Name}"),
    };

    private static bool IsGiven(PropertyInfo property) => property.CanWrite
        || property.DeclaringType!.GetConstructors().Any(constructor => constructor.GetParameters().Any(p => p.Name!.Equals(property.Name, StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void Every_event_and_operation_is_tried()
    {
        Type[] tried = [.. Events.Select(row => row.Data.GetType()), .. Events.Select(row => row.Data).OfType<OperationIntended>().Select(e => e.Operation.GetType())];

        var missing = Assembly.GetAssembly(typeof(RolloutEvent))!.GetTypes()
            .Where(type => !type.IsAbstract && (type.IsSubclassOf(typeof(RolloutEvent)) || type.IsSubclassOf(typeof(RolloutOperation))))
            .Except(tried);

        Assert.Empty(missing);
    }

    [Fact]
    public void Reports_are_equal_when_their_answers_are()
    {
        var read = Assert.IsType<StepCompleted>(JournalJson.Read(JournalJson.Write(new StepCompleted(1, "one", Report))));

        Assert.Equal(Report, read.Report);
        Assert.NotEqual(Report, read.Report with { Probes = [Answer, Answer] });
        Assert.NotEqual(Report, read.Report with { RecoveryPoints = [] });
        Assert.NotEqual(Answer, Answer with { Details = Answer.Details.Remove("db") });
    }

    [Fact]
    public void A_step_that_passed_with_something_amiss_is_a_warning()
    {
        Assert.Equal(EventImportance.Info, new StepCompleted(1, "one", StepReport.From([new("a", true, "fine")])).GetImportance());
        Assert.Equal(EventImportance.Warning, new StepCompleted(1, "one", StepReport.Pass("goes on without a") with { Findings = [new("a", false, "not there")] }).GetImportance());
    }

    [Fact]
    public void What_was_written_before_answers_were_kept_is_read_without_them()
    {
        var completed = Assert.IsType<StepCompleted>(JournalJson.Read("""{"event":"stepCompleted","index":0,"step":"probe green","report":{"passed":true,"summary":"1 passed","findings":[]}}"""));
        var checkpoint = Assert.IsType<Checkpointed>(JournalJson.Read("""{"event":"checkpointed","measured":"00:00:12","tallies":[],"breaches":[],"watermarks":[],"summary":[]}"""));

        Assert.Empty(completed.Report.Probes);
        Assert.Empty(completed.Report.RecoveryPoints);
        Assert.Empty(checkpoint.FailedProbes);
    }

    [Fact]
    public void A_future_event_is_not_taken_for_a_known_one() =>
        Assert.Throws<UnknownEventException>(() => JournalJson.Read("""{"event":"somethingNew"}"""));
}
