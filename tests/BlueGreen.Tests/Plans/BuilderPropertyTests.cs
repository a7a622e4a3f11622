using BlueGreen.Plans;
using BlueGreen.Tests.Plans.Fakes;
using CsCheck;

namespace BlueGreen.Tests.Plans;

public sealed class BuilderPropertyTests
{
    private static readonly Gen<TimeSpan> Times = Gen.OneOf(
        Gen.OneOf(TimeSpan.Zero, TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(2), TimeSpan.FromDays(30)),
        Gen.Long.Select(ticks => new TimeSpan(ticks)));

    private static readonly Gen<Percentage> Shares = Gen.OneOf(Gen.OneOf(Percentage.Zero, Percentage.Of(10), Percentage.Of(50), Percentage.All), Gen.Double[0, 100].Select(Percentage.Of));

    private static readonly Gen<string> Names = Gen.OneOf(Gen.OneOf("", " ", "promote", "smoke", "shift to 10%", "\n"), Gen.String[Gen.Char, 0, 150]);

    private static readonly Gen<MetricCondition> Conditions = Gen.OneOf(
        Shares.Select(limit => Metric.ErrorRate.Above(limit)),
        Times.Select(limit => Metric.ResponseTime.Below(limit)),
        Gen.Select(Gen.Long, Times).Select((requests, per) => Metric.Throughput.Below(requests, per)),
        Shares.Select(limit => Metric.Ratio("cart_failures").Above(limit)));

    private static readonly Gen<RollbackStrategy> Strategies =
        Gen.Select(Times, Times, Gen.Select(Shares, Times).Select((green, hold) => new RollbackStage(green, hold)).Array[0, 3])
            .Select((settle, validate, stages) => Rollback.Through(settle, validate, stages));

    private static readonly Gen<Check> Looks = Gen.OneOf(
        Names.Select(Checks.Variable),
        Names.Select(name => Checks.That(name, (_, _) => Task.FromResult(CheckResult.Pass()))),
        Gen.Select(Names, Gen.Int, Times).Select((host, port, timeout) => Checks.Tcp(host, port, timeout)),
        Gen.OneOf("/", "x", "http://a/", "mailto:a@b").Select(url => Checks.Http(new Uri(url, UriKind.RelativeOrAbsolute))),
        Gen.Select(Names, Times).Select((name, limit) => Checks.Command(new Command { FileName = name, Arguments = default, Timeout = limit }).Named(name)));

    private static readonly Gen<Action<RolloutBuilder>> Roles = Gen.OneOf(
        Gen.Const(Act(b => b.Environment(new FakeEnvironment()))),
        Gen.Const(Act(b => b.Environment(new FakeSite()))),
        Gen.OneOf(0d, 1, 7, 100).Select(step => Act(b => b.Traffic(new FakeRouter(step)))),
        Gen.Const(Act(b => b.Metrics(FakeMetrics.Everything))),
        Gen.Select(Times, Times).Select((every, limit) => Act(b => b.Metrics(FakeMetrics.Everything, every, limit, [Metric.CpuUsage]))),
        Gen.Select(Names, Names, Gen.Int, Times).Select((name, path, status, limit) => Act(b => b.Health(Probe.Get(name, path).Expecting(status).Within(limit)))),
        Gen.Const(Act(b => b.Health(Sample.Api))),
        Gen.Const(Act(b => b.HealthProber(new FakeProber()))),
        Gen.Const(Act(b => b.Migrations(new FakeMigrations()))),
        Gen.Const(Act(b => b.Services(new FakeBackup()))));

    private static readonly Gen<Action<RolloutBuilder>> Rules = Gen.OneOf(
        Gen.Select(Conditions, Times, Gen.Long, Strategies).Select((when, time, samples, how) => Act(b => b.RollBackWhen(when.For(time).WithAtLeast(samples), how))),
        Gen.Select(Gen.Int, Times).Select((count, window) => Act(b => b.RollBackWhen(Metric.HealthFailures.InARow(count).Within(window)))),
        Gen.Int.Select(count => Act(b => b.Retain(count))),
        Times.Select(time => Act(b => b.Drain(time))),
        Times.Select(time => Act(b => b.Settle(time))),
        Gen.Select(Times, Times).Select((every, limit) => Act(b => b.SampleEvery(every, limit))),
        Strategies.Select(how => Act(b => b.GradualRollback(how))),
        Names.Select(reason => Act(b => b.Emergency(reason))),
        Names.Select(reason => Act(b => b.WithoutTriggers(reason))),
        Times.Select(age => Act(b => b.Requires(Sample.Short().Build(), age))));

    private static readonly Gen<Action<RolloutBuilder>> Preparation = Gen.OneOf(
        Looks.Array[0, 3].Select(looks => Act(b => b.Check(looks))),
        Gen.Select(Names, Looks).Select((name, look) => Act(b => b.Gate(name, look))),
        Names.Select(name => Act(b => b.Gate(name, (_, _) => Task.CompletedTask))),
        Gen.OneOf(Snapshot.Dns, Snapshot.Database(), Snapshot.Deployment, new Snapshot((SnapshotKind)9, true)).Array[0, 3].Select(kinds => Act(b => b.BackUp(kinds))),
        Names.Select(name => Act(b => b.Consistent(name, (_, _) => Task.FromResult(CheckResult.Pass())))),
        Gen.Bool.Select(revert => Act(b => b.Expand(revert))),
        Times.Select(time => Act(b => b.DeployGreen(Command.Run("make", ReleaseToken.GreenUrl), time))),
        Gen.Const(Act(b => b.DeployGreen())),
        Times.Select(time => Act(b => b.ProbeGreen(time))));

    private static readonly Gen<Action<RolloutBuilder>> Course = Gen.OneOf(
        Shares.Select(share => Act(b => b.ShiftTo(share))),
        Gen.Select(Times, Conditions.Array[0, 2], Gen.Long, Gen.Bool).Select((time, requiring, minimum, compare) =>
            Act(b => b.Bake(time, [.. requiring], compare ? Regression.Defaults : null, minimum, minimum))),
        Gen.Select(Times, Times).Select((time, deadline) => Act(b => b.Watch(time, deadline: deadline))),
        Times.Select(time => Act(b => b.Wait(time))),
        Gen.Select(Names, Times, Gen.Bool).Select((role, time, skip) => Act(b => b.Approve(role, time, skip ? Expiry.FinishWithoutContract : Expiry.RollBack))),
        Gen.Const(Act(b => b.Promote())),
        Names.Select(host => Act(b => b.PointDns(host))),
        Gen.Const(Act(b => b.PurgeCdn())),
        Names.Select(header => Act(b => b.VerifyHeader(header, new Uri("/", UriKind.Relative)))),
        Gen.Select(Names, Times, Gen.Int[0, 3]).Select((name, time, every) =>
            Act(b => b.BeforeEach(step => step.Name.Length % 4 >= every, name, new FakeStep(), new Dictionary<string, string> { [name] = name }, time))),
        Gen.Const(Act(b => b.PointOfNoReturn())),
        Gen.Const(Act(b => b.Contract())),
        Names.Select(name => Act(b => b.Step(name, new FakeStep(), undo: name, settings: new Dictionary<string, string> { [name] = name }))),
        Gen.OneOf(RolloutProfiles.Standard, RolloutProfiles.Emergency(""), RolloutProfiles.Emergency("fire")).Select(profile => Act(b => b.Follow(profile))));

    [Fact]
    public void Any_calls_make_a_plan_or_a_list_of_problems() =>
        Gen.Select(Names, Gen.OneOf(Roles, Rules, Preparation, Course).Array[0, 30])
            .Sample((name, calls) => Outcome(new RolloutBuilder(name), calls), iter: 2_000);

    [Fact]
    public void Any_calls_on_a_good_plan_make_a_plan_or_a_list_of_problems() =>
        Gen.OneOf(Rules, Preparation, Course).Array[0, 3].Sample(calls => Outcome(Sample.Short(), calls), iter: 2_000);

    private static bool Outcome(RolloutBuilder builder, Action<RolloutBuilder>[] calls)
    {
        foreach (var call in calls)
        {
            call(builder);
        }

        try
        {
            return Holds(builder.Build());
        }
        catch (InvalidPlanException exception)
        {
            return exception.Problems.All(problem => exception.Message.Contains(problem.ToString(), StringComparison.Ordinal));
        }
    }

    private static bool Holds(RolloutPlan plan) =>
        PlanJson.Read(plan.ToJson()) == plan.Description
        && plan.ToString().Split('\n').All(line => line.Length <= 100)
        && plan.ToMermaid().StartsWith("flowchart TD\n", StringComparison.Ordinal)
        && plan.WorstCaseDuration > TimeSpan.Zero;

    private static Action<RolloutBuilder> Act(Func<RolloutBuilder, RolloutBuilder> verb) => builder => verb(builder);
}
