using BlueGreen.Tests.Plans.Fakes;

namespace BlueGreen.Tests.Plans.Misuse;

public sealed class TrafficMisuseTests
{
    private static readonly MisuseCase[] Cases =
    [
        new("no steps", () => Sample.Roles(),
            "plan: It has no steps. Add at least .DeployGreen(), .ShiftTo(Percentage.All) and .Promote(), or .Follow(RolloutProfiles.Standard)."),
        new("no deploy", () => Sample.Roles().ShiftTo(Percentage.All).Promote(),
            "plan: Green is never deployed. Add .DeployGreen() before the steps that need it."),
        new("two deploys", () => Sample.Roles().DeployGreen().DeployGreen().ShiftTo(Percentage.All).Promote(),
            "step 2 'deploy green (2)': Green is deployed in step 1 already. A rollout has one candidate; drop one of the two."),
        new("a shift before the deploy", () => Sample.Roles().ShiftTo(Percentage.All).DeployGreen().Promote(),
            "step 1 'shift to 100%': Green does not exist before step 2. Move .DeployGreen() before it."),
        new("no shift", () => Sample.Roles().DeployGreen().Promote(),
            "plan: Green never receives traffic. Add .ShiftTo(Percentage.All), after smaller shares where the router can hold them.",
            "step 2 'promote': Green has 0% of the traffic by then. Put .ShiftTo(Percentage.All) before .Promote()."),
        new("no promote", () => Sample.Roles().DeployGreen().ShiftTo(Percentage.All),
            "plan: Green is never made the live deployment. Add .Promote() after .ShiftTo(Percentage.All)."),
        new("two promotions", () => Sample.Short().Promote(),
            "step 4 'promote (2)': Green is promoted in step 3 already. Drop one of the two."),
        new("a promotion too early", () => Sample.Roles().DeployGreen().ShiftTo(Percentage.Of(50)).Promote().ShiftTo(Percentage.All),
            "step 3 'promote': Green has 50% of the traffic by then. Put .ShiftTo(Percentage.All) before .Promote().",
            "step 4 'shift to 100%': Green is promoted in step 3 already. Move .Promote() behind the last shift."),
        new("a last weight below 100%", () => Sample.Roles().DeployGreen().ShiftTo(Percentage.Of(50)).Promote(),
            "step 2 'shift to 50%': The last shift leaves green at 50%. End with .ShiftTo(Percentage.All).",
            "step 3 'promote': Green has 50% of the traffic by then. Put .ShiftTo(Percentage.All) before .Promote()."),
        new("a falling weight", () => Sample.Roles().DeployGreen().ShiftTo(Percentage.Of(50)).ShiftTo(Percentage.Of(10)).ShiftTo(Percentage.All).Promote(),
            "step 3 'shift to 10%': Green has 50% by then, and its share must rise. Order the shifts from small to large; the way back is the rollback's."),
        new("an equal weight", () => Sample.Roles().DeployGreen().ShiftTo(Percentage.Of(50)).ShiftTo(Percentage.Of(50)).ShiftTo(Percentage.All).Promote(),
            "step 3 'shift to 50% (2)': Green has 50% by then, and its share must rise. Order the shifts from small to large; the way back is the rollback's."),
        new("a weight of 0%", () => Sample.Roles().DeployGreen().ShiftTo(Percentage.Zero).ShiftTo(Percentage.All).Promote(),
            "step 2 'shift to 0%': It gives green nothing. Shift to more than 0%; the way back is the rollback's."),
        new("a weight finer than the router", () => Sample.Roles(new FakeRouter(10)).DeployGreen().ShiftTo(Percentage.Of(5)).ShiftTo(Percentage.All).Promote(),
            "step 2 'shift to 5%': fake:router 1 steps by 10%. Use multiples of 10%."),
        new("a share on an atomic router", () => Sample.Roles(new FakeRouter(100)).DeployGreen().ShiftTo(Percentage.Of(50)).ShiftTo(Percentage.All).Promote(),
            "step 2 'shift to 50%': fake:router 1 moves traffic only as a whole. Use .ShiftTo(Percentage.All) alone, or a router that holds shares."),
        new("a bake before traffic", () => Sample.Roles().DeployGreen().Bake(TimeSpan.FromMinutes(1)).ShiftTo(Percentage.All).Promote(),
            "step 2 'bake': Green has no traffic to be judged by. Put .ShiftTo(...) before it."),
        new("a bake without evidence", () => Unmeasured().Bake(TimeSpan.FromMinutes(1)),
            "step 4 'bake at 100%': The plan has neither metrics nor probes, so nothing is measured. Add .Metrics(...) or .Health(...), or use .Wait(...)."),
        new("a bake of no time", () => Sample.Short().Watch(TimeSpan.Zero),
            "step 4 'watch': Its duration is 0 s. Measure for some minutes."),
        new("a bake below an interval", () => Sample.Short().Watch(TimeSpan.FromSeconds(9)),
            "step 4 'watch': Its duration of 9 s is shorter than the sampling interval of 10 s. Bake longer, or sample more often with .SampleEvery(...)."),
        new("a bake that ends before it is over", () => Sample.Short().Watch(TimeSpan.FromMinutes(10), deadline: TimeSpan.FromMinutes(9)),
            "step 4 'watch': Its deadline of 9 min comes before its duration of 10 min is over. Leave time for outages and thin traffic; three times the duration is usual."),
        new("a bake on no requests", () => Sample.Short().Watch(TimeSpan.FromMinutes(10), minimumRequests: 0, minimumTimes: -1),
            "step 4 'watch': Rates are to rest on 0 requests. A verdict needs evidence: at least 1, and 100 are usual.",
            "step 4 'watch': Times are to rest on -1 requests. A verdict needs evidence: at least 1, and 30 are usual."),
        new("a requirement that no source answers", () => Sample.Short().Watch(TimeSpan.FromMinutes(10), Metric.Duration("checkout").Below(TimeSpan.FromSeconds(1))),
            "step 4 'watch': It requires checkout < 1000 ms, but no metrics source answers checkout. Add .Metrics(...) with a source that does, or drop the requirement."),
        new("a requirement that nothing meets", () => Sample.Short().Watch(TimeSpan.FromMinutes(10), Metric.ErrorRate.Below(Percentage.Zero)),
            "step 4 'watch': It requires error_rate < 0%, but error_rate can never be below 0%. Require something that a good release meets and a bad one does not."),
        new("a certification at 100%", () => Sample.Short().BakeUntil(When.GreenIsGoodEnough(), TimeSpan.FromMinutes(9)),
            "step 4 'bake at 100%': Blue has no traffic to be compared with. Compare while green has less than 100%; use .Watch(...) after that."),
        new("a certification that cannot be", () => Certified(When.GreenIsGoodEnough(Factor.Of(1)), TimeSpan.FromMinutes(9)),
            "step 3 'bake at 50%': Green is to be shown to be below 1x blue's odds; that it is as good as blue can never be shown. Pass 2, or 1.5."),
        new("a certification that is never wrong", () => Certified(When.GreenIsGoodEnough() with { WrongCertifications = Percentage.Zero }, TimeSpan.FromMinutes(9)),
            "step 3 'bake at 50%': It may be wrong in 0% of releases. Allow more than 0%; 5% is usual."),
        new("a certification of no failure", () => Certified(When.GreenIsGoodEnough().OrFailsLessThan(Percentage.Zero), TimeSpan.FromMinutes(9)),
            "step 3 'bake at 50%': Green is to be shown to fail less than 0%. Name a share above 0%, such as 0.1%."),
        new("a certification without time", () => Certified(When.GreenIsGoodEnough(), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)),
            "step 3 'bake at 50%': Its deadline of 1 min comes before its duration of 2 min is over. Leave time for outages and thin traffic; three times the duration is usual."),
        new("a comparison at 100%", () => Sample.Short().Bake(TimeSpan.FromMinutes(1), compare: Regression.Defaults),
            "step 4 'bake at 100%': Blue has no traffic to be compared with. Compare while green has less than 100%."),
        new("a comparison of nothing", () => Compared(Regression.Defaults.Only()),
            "step 3 'bake at 50%': It compares nothing. Name limits, as in Regression.Defaults, or leave 'compare' out."),
        new("a comparison twice", () => Compared(new Regression { Rules = [.. Regression.Defaults.Rules, Regression.Defaults.Rules[0]] }),
            "step 3 'bake at 50%': It compares response_time more than once. Keep one limit per metric."),
        new("a comparison that no source answers", () => Compared(new Regression { Rules = [Regression.Defaults.Rules[0] with { Metric = Metric.Duration("checkout") }] }),
            "step 3 'bake at 50%': It compares checkout, which no metrics source answers. Add .Metrics(...) with a source that does, or leave it out with Regression.Defaults.Only(...)."),
        new("a comparison without limit", () => Compared(new Regression { Rules = [Regression.Defaults.Rules[0] with { Limit = default }] }),
            "step 3 'bake at 50%': Its limit for response_time is 0x. Make limits with Factor.Of(...), greater than 0."),
        new("DNS too early", () => Sample.Roles().DeployGreen().ShiftTo(Percentage.Of(50)).PointDns("www").ShiftTo(Percentage.All).Promote(),
            "step 3 'point www at green': Green has 50% of the traffic by then, and this gives it all. Move it behind .ShiftTo(Percentage.All)."),
        new("DNS of no host", () => Sample.Short().PointDns(""),
            "step 4 'point  at green': It names no host. Give a host name, such as .PointDns(\"www\")."),
        new("DNS that nobody manages", () => Unmeasured().PointDns("www"),
            "step 4 'point www at green': No provider manages DNS records. Add one with .Services(...), or drop the step."),
        new("a cache that nobody purges", () => Unmeasured().PurgeCdn(),
            "step 4 'purge cdn': No provider can purge a content delivery network. Add one with .Services(...), or drop the step."),
        new("a header without a name", () => Sample.Short().VerifyHeader("", new Uri("https://example.com")),
            "step 4 'verify ': '' is no name of a header. Name the header that carries the version, such as x-deployment-version."),
        new("a header of no address", () => Sample.Short().VerifyHeader("x-version", new Uri("/", UriKind.Relative)),
            "step 4 'verify x-version': It asks '/'. Give an absolute address that begins with http:// or https://."),
        new("a header too early", () => Sample.Roles().DeployGreen().VerifyHeader("x-version", new Uri("https://example.com")).ShiftTo(Percentage.All).Promote(),
            "step 2 'verify x-version': Green has 0% of the traffic by then, so blue may answer. Move it behind .ShiftTo(Percentage.All)."),
    ];

    public static TheoryData<string> Names => MisuseCase.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void Build_reports(string name) => Cases.Single(misuse => misuse.Name == name).Check();

    private static RolloutBuilder Unmeasured() => new RolloutBuilder("shop")
        .Environment(new FakeEnvironment()).Traffic(new FakeRouter()).WithoutTriggers("internal").DeployGreen().ShiftTo(Percentage.All).Promote();

    private static RolloutBuilder Compared(Regression compare) => Sample.Roles()
        .DeployGreen().ShiftTo(Percentage.Of(50)).Bake(TimeSpan.FromMinutes(1), compare: compare).ShiftTo(Percentage.All).Promote();

    private static RolloutBuilder Certified(Certification until, TimeSpan within, TimeSpan? atLeast = null) =>
        Sample.Roles().DeployGreen().ShiftTo(Percentage.Of(50)).BakeUntil(until, within, atLeast).ShiftTo(Percentage.All).Promote();
}
