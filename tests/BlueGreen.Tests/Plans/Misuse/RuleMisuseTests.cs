using BlueGreen.Tests.Plans.Fakes;

namespace BlueGreen.Tests.Plans.Misuse;

public sealed class RuleMisuseTests
{
    private static readonly MisuseCase[] Cases =
    [
        new("no trigger", () => Steps(Bare()),
            "triggers: Nothing would roll a bad release back by itself. Add .RollBackWhen(...), or say .WithoutTriggers(\"why that is good enough\")."),
        new("triggers and none", () => Sample.Short().WithoutTriggers("internal"),
            "triggers: The plan has triggers and says that it goes without. Drop .WithoutTriggers(...) or the triggers."),
        new("none without reason", () => Steps(Bare().WithoutTriggers(" ")),
            "triggers: No reason is given for going without them. Say in a few words what turns a bad rollout back instead."),
        new("an emergency without reason", () => Sample.Short().Emergency(""),
            "emergency: No reason is given. Say in a few words why this rollout cannot take the ordinary way."),
        new("two emergencies", () => Sample.Short().Emergency("fire").Emergency("flood"),
            "emergency: It is stated 2 times: 'fire', then 'flood'. A plan says it once; keep one .Emergency(...)."),
        new("a forerunner of nothing", () => Sample.Short().BeforeEach(step => step is BlueGreen.Plans.MigrateStep, "mark", new FakeStep()),
            "before each 'mark': The plan has no step before which it would run. Drop it, or add the steps that it is for."),
        new("a forerunner without name, time and identity", () => Sample.Short().BeforeEach(_ => true, " ", new FakeStep(""), deadline: TimeSpan.Zero),
            "before each ' ': The provider FakeStep has no identity. Let its Identity name what it is and what it acts on, so that a resumed rollout can tell whether it is the same.",
            "before each: Its name is empty or holds control characters. Name it so that people know it when they read it in a log.",
            "before each ' ': Its deadline is 0 s. Leave it out for the usual one, or give the step the time that it needs."),
        new("a trigger twice", () => Sample.Short().RollBackWhen(Sample.Errors),
            "rule 'error_rate > 5% for 2 min': It is stated 2 times. Keep one."),
        new("a trigger that no source answers", () => Sample.Short().RollBackWhen(Metric.Ratio("cart_failures").Above(Percentage.Of(5)).For(TimeSpan.FromMinutes(1))),
            "rule 'cart_failures > 5% for 1 min': No metrics source answers cart_failures. Add .Metrics(...) with a source that does, or drop the rule."),
        new("a trigger shorter than two intervals", () => Sample.Short().RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(9)).For(TimeSpan.FromSeconds(19))),
            "rule 'error_rate > 9% for 19 s': Its duration of 19 s is shorter than two sampling intervals of 10 s. Make the duration longer, or sample more often with .SampleEvery(...)."),
        new("a trigger without end", () => Sample.Short().RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(9)).For(TimeSpan.FromDays(31))),
            "rule 'error_rate > 9% for 31 d': Its duration is 31 d, and the longest that a plan can wait is 30 d. A trigger looks back over minutes."),
        new("a trigger on no samples", () => Sample.Short().RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(9)).For(TimeSpan.FromMinutes(1)).WithAtLeast(0)),
            "rule 'error_rate > 9% for 1 min': It asks for at least 0 samples. A breach rests on at least 1; 20 requests are usual."),
        new("a trigger that never trips", () => Sample.Short().RollBackWhen(Metric.ErrorRate.Above(Percentage.All).For(TimeSpan.FromMinutes(1))),
            "rule 'error_rate > 100% for 1 min': error_rate can never be above 100%. Choose a limit that a bad release crosses and a good one does not."),
        new("a trigger that always trips", () => Sample.Short().RollBackWhen(Metric.ResponseTime.Above(TimeSpan.FromSeconds(-1)).For(TimeSpan.FromMinutes(1))),
            "rule 'response_time > -1000 ms for 1 min': response_time is always above -1000 ms. Choose a limit that a bad release crosses and a good one does not."),
        new("a trigger on no number", () => Sample.Short().RollBackWhen(Metric.Throughput.Below(5, TimeSpan.Zero).For(TimeSpan.FromMinutes(1))),
            "rule 'throughput < Infinity/s for 1 min': The limit of throughput is no number. Choose a limit that a bad release crosses and a good one does not."),
        new("a health trigger without probes", () => Steps(Bare()).RollBackWhen(Sample.Failures),
            "rule '3 health failures in a row within 1 min': The plan has no health probes. Add .Health(Probe.Get(...)), or drop the rule."),
        new("a health trigger on nothing", () => Sample.Short().RollBackWhen(Metric.HealthFailures.InARow(0).Within(TimeSpan.FromMinutes(1))),
            "rule '0 health failures in a row within 1 min': It counts 0 failures. At least 1 makes it trip; 3 are usual."),
        new("a health window without time", () => Sample.Short().RollBackWhen(Metric.HealthFailures.InARow(1).Within(TimeSpan.Zero)),
            "rule '1 health failures in a row within 0 s': Its window is 0 s. Give it time for that many sampling intervals."),
        new("a health window too short for its count", () => Sample.Short().RollBackWhen(Metric.HealthFailures.InARow(4).Within(TimeSpan.FromSeconds(29))),
            "rule '4 health failures in a row within 29 s': 4 probe rounds, one every 10 s, span 30 s and never fit into 29 s. Widen the window, count fewer, or sample more often with .SampleEvery(...)."),
        new("a comparison with nobody", () => Sample.Short().RollBackWhen(When.GreenIsWorse()),
            "rule 'green is worse than blue': Blue never has traffic beside green, so there is nothing to compare. Shift to less than 100% first, or drop the rule."),
        new("two comparisons", () => Half().RollBackWhen(When.GreenIsWorse().In(Metric.ErrorRate)).RollBackWhen(When.GreenIsWorse().In(Metric.ResponseTime)),
            "rule 'green is worse than blue (2)': The plan compares green with blue by another rule already, and their false alarms would add up. Keep one; it may compare several metrics: When.GreenIsWorse().In(...).In(...)."),
        new("a comparison that no source answers", () => Half().RollBackWhen(When.GreenIsWorse().In(Metric.Ratio("cart_failures"))),
            "rule 'green is worse than blue': No metrics source answers cart_failures. Add .Metrics(...) with a source that does, or compare in another metric with .In(...)."),
        new("a comparison of memory", () => Half().RollBackWhen(When.GreenIsWorse().In(Metric.MemoryUsage)),
            "rule 'green is worse than blue': memory_usage is no share of requests and no time, so chance cannot be told from a difference. Give it a limit instead: .RollBackWhen(Metric.….Above(...).For(...)), or a ratio: .Bake(..., compare: ...)."),
        new("a comparison of a metric twice", () => Half().RollBackWhen(When.GreenIsWorse().In(Metric.ErrorRate).In(Metric.ErrorRate)),
            "rule 'green is worse than blue': It compares in the same metric more than once. Name each metric once."),
        new("a comparison that rolls everything back", () => Half().RollBackWhen(When.GreenIsWorse(Percentage.All)),
            "rule 'green is worse than blue': It may roll back 100% of good releases. Allow more than 0% and at most 50%; 1% is usual."),
        new("a comparison that tolerates less than nothing", () => Half().RollBackWhen(When.GreenIsWorse().Tolerating(Factor.Of(0.5))),
            "rule 'green is worse than blue': It puts up with 0.5x blue's odds only, so a release as good as blue would be worse. Tolerate 1 or more; 1.2 is usual."),
        new("a cold start without time", () => Half().RollBackWhen(When.GreenIsWorse().ForgivingColdStart(new WarmUp { Duration = TimeSpan.Zero })),
            "rule 'green is worse than blue': Its time for a cold start is 0 s. Give it a minute or two, or none."),
        new("a cold start that forgives less than is tolerated", () => Half().RollBackWhen(When.GreenIsWorse().ForgivingColdStart().Tolerating(Factor.Of(9))),
            "rule 'green is worse than blue': It puts up with 8x in a cold start and with 9x afterwards. Put up with more at first; 8 is usual."),
        new("blocks of times", () => Half().RollBackWhen(When.GreenIsWorse().In(Metric.ResponseTime).DespiteBursts(TimeSpan.FromSeconds(20))),
            "rule 'green is worse than blue': It compares response_time block by block; only shares are compared so. Drop .In(...) for the time, or .DespiteBursts(...)."),
        new("blocks shorter than a sample", () => Half().RollBackWhen(When.GreenIsWorse().DespiteBursts()),
            "rule 'green is worse than blue': Its blocks of 5 s are shorter than the sampling interval of 10 s. Make blocks longer, or sample more often with .SampleEvery(...)."),
        new("blocks with a tolerance", () => Half().RollBackWhen(When.GreenIsWorse().DespiteBursts(TimeSpan.FromSeconds(20)).Tolerating(Factor.Of(1.2))),
            "rule 'green is worse than blue': Block by block only is counted which side failed more often, so nothing can be put up with. Drop .Tolerating(...) and .ForgivingColdStart(...), or .DespiteBursts(...)."),
        new("sampling without end", () => Sample.Short().SampleEvery(TimeSpan.Zero),
            "sampling: The interval is 0 s. Sample every few seconds; 10 seconds is usual."),
        new("sampling without time", () => Sample.Short().SampleEvery(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(-1)),
            "sampling: The timeout is -1 s. Give a sample a few seconds; 5 seconds is usual."),
        new("a timeout beyond the interval", () => Sample.Short().SampleEvery(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)),
            "sampling: The timeout of 2 s is longer than the interval of 1 s. Give a sample up before the next one is due."),
        new("two intervals", () => Sample.Short().SampleEvery(TimeSpan.FromSeconds(10)).Metrics(FakeMetrics.Everything, sampleEvery: TimeSpan.FromSeconds(5)),
            "sampling: It is stated 2 times: 10 s, then 5 s. A plan says it once; keep one interval."),
        new("a negative drain", () => Sample.Short().Drain(within: TimeSpan.FromSeconds(-1)),
            "drain: The time is -1 s. Give requests in flight some seconds to finish; 30 seconds is usual."),
        new("a negative settle time", () => Sample.Short().Settle(TimeSpan.FromSeconds(-1)),
            "settle: The time is -1 s. Assert blue's state for some seconds after a rollback; 15 seconds is usual."),
        new("no deployment kept", () => Sample.Short().Retain(0),
            "retention: 0 deployments are to be kept. Keep at least 1; 5 are usual."),
        new("retention that the environment lacks", () => Steps(Plain().Retain(5)),
            "retention: plain 1 cannot delete old deployments. Drop .Retain(...)."),
        new("retention of a profile that the environment lacks", () => Plain().Follow(RolloutProfiles.Standard),
            "retention: plain 1 cannot delete old deployments. Follow the profile with { Retain = null }."),
        new("a rollback stage at 0%", () => Gradual(Stage(0)),
            "rollback: A stage of its rollback leaves green 0%. Stages lie between; 0% comes by itself at the end."),
        new("a rollback stage at 100%", () => Gradual(Stage(100)),
            "rollback: A stage of its rollback leaves green 100%. Stages lie between; 0% comes by itself at the end."),
        new("rising rollback stages", () => Gradual(Stage(20), Stage(40)),
            "rollback: Its rollback goes from 20% to 40%. Let green's share fall from stage to stage."),
        new("a negative hold on the way back", () => Gradual(new RollbackStage(Percentage.Of(20), TimeSpan.FromMinutes(-1))),
            "rollback: The hold at 20% on the way back is -1 min. Hold each stage for a minute or two."),
        new("negative times on the way back", () => Sample.Short().GradualRollback(Rollback.Through(TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(-2))),
            "rollback: The settle time of its rollback is -1 s. Watch blue for a minute, or not at all.",
            "rollback: The validation time of its rollback is -2 s. Validate blue for some minutes, or not at all."),
        new("a rollback stage finer than the router", () => Steps(Sample.Roles(new FakeRouter(20))).RollBackWhen(Metric.CpuUsage.Above(Percentage.Of(90)).For(TimeSpan.FromMinutes(1)), Rollback.Gradual),
            "rule 'cpu_usage > 90% for 1 min': Its rollback stops at 50%, but the router steps by 20%. Use stages that the router can hold, or Rollback.Immediate."),
        new("a plan that requires itself", () => Sample.Short().Requires(Sample.Short().Build()),
            "requirement 'shop': The plan requires a rollout of its own application. Give the other plan an application of its own, such as 'storefront-staging'."),
        new("a requirement without age", () => Sample.Short().Requires(Staging(), TimeSpan.Zero),
            "requirement 'staging': Its maximum age is 0 s. 24 hours are usual."),
        new("a requirement twice", () => Sample.Short().Requires(Staging()).Requires(Staging(), TimeSpan.FromHours(1)),
            "requirement 'staging': It is stated 2 times. Keep one."),
    ];

    public static TheoryData<string> Names => MisuseCase.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void Build_reports(string name) => Cases.Single(misuse => misuse.Name == name).Check();

    private static RolloutBuilder Half() => Sample.Roles().DeployGreen().ShiftTo(Percentage.Of(50)).ShiftTo(Percentage.All).Promote();

    private static RolloutBuilder Bare() => new RolloutBuilder("shop").Environment(new FakeSite()).Traffic(new FakeRouter());

    private static RolloutBuilder Plain() => new RolloutBuilder("shop")
        .Environment(new FakeEnvironment("plain")).Traffic(new FakeRouter()).Metrics(FakeMetrics.Everything).Health(Sample.Api).RollBackWhen(Sample.Errors);

    private static RolloutBuilder Steps(RolloutBuilder plan) => plan.DeployGreen().ShiftTo(Percentage.All).Promote();

    private static RolloutPlan Staging() => Steps(Sample.Roles(application: "staging")).Build();

    private static RollbackStage Stage(double green) => new(Percentage.Of(green), TimeSpan.FromMinutes(1));

    private static RolloutBuilder Gradual(params ReadOnlySpan<RollbackStage> stages) =>
        Sample.Short().GradualRollback(Rollback.Through(TimeSpan.Zero, TimeSpan.Zero, stages));
}
