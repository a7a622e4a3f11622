using BlueGreen.Tests.Plans;
using BlueGreen.Tests.Plans.Fakes;

namespace BlueGreen.Tests.Scenarios;

/// <summary>The plans that the scenarios run.</summary>
internal static class Shop
{
    public static RolloutPlan Standard { get; } = Roles().Follow(RolloutProfiles.Standard).Build();

    /// <summary>10 minutes each at 10%, at 50% and live, judged by the triggers alone.</summary>
    public static RolloutPlan Slow { get; } = Armed()
        .DeployGreen().ProbeGreen()
        .ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMinutes(10))
        .ShiftTo(Percentage.Of(50)).Bake(TimeSpan.FromMinutes(10))
        .ShiftTo(Percentage.All).Promote().Watch(TimeSpan.FromMinutes(10))
        .Build();

    /// <summary>Checked first, approved at 10% within an hour.</summary>
    public static RolloutPlan Approved { get; } = Approving(Expiry.RollBack);

    /// <summary>Standard with a contract migration half an hour after the point of no return.</summary>
    public static RolloutPlan Contracting { get; } = Roles().Follow(RolloutProfiles.Standard)
        .Approve("dba", TimeSpan.FromHours(1), Expiry.FinishWithoutContract).PointOfNoReturn().Wait(TimeSpan.FromMinutes(30)).Contract()
        .Build();

    /// <summary>Every role: only rules and steps are missing.</summary>
    public static RolloutBuilder Roles() => new RolloutBuilder("shop")
        .Environment(new FakeSite()).Traffic(new FakeRouter()).Metrics(FakeMetrics.Everything).Health(Sample.Api).Migrations(new FakeMigrations());

    /// <summary>Every role and the triggers of the standard course.</summary>
    public static RolloutBuilder Armed() => Roles()
        .RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromMinutes(2)))
        .RollBackWhen(Metric.ResponseTime.Above(TimeSpan.FromSeconds(2)).For(TimeSpan.FromMinutes(5)), Rollback.Gradual)
        .RollBackWhen(Metric.HealthFailures.InARow(3).Within(TimeSpan.FromMinutes(1)))
        .RollBackWhen(Metric.MemoryUsage.Above(Percentage.Of(90)).For(TimeSpan.FromMinutes(3)), Rollback.Gradual);

    public static RolloutPlan Approving(Expiry onExpiry) => Armed()
        .Check(Checks.Variable("DATABASE_URL"))
        .DeployGreen().ProbeGreen()
        .ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMinutes(2)).Approve("owner", TimeSpan.FromHours(1), onExpiry)
        .ShiftTo(Percentage.All).Promote().Watch(TimeSpan.FromMinutes(10))
        .Build();

    /// <summary>At 10% for two minutes, with nothing but a bake to judge.</summary>
    public static RolloutPlan Baking(Inconclusive onInconclusive) => Roles().WithoutTriggers("only the bake is of interest")
        .DeployGreen()
        .ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMinutes(2), Metric.ErrorRate.Below(Percentage.Of(1)), onInconclusive: onInconclusive)
        .ShiftTo(Percentage.All).Promote()
        .Build();
}
