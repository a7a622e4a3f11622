using System.Reflection;
using System.Text.Json;
using BlueGreen.Plans;
using BlueGreen.Tests.Plans.Fakes;

namespace BlueGreen.Tests.Plans;

public sealed class PlanJsonTests
{
    private static readonly PlanDescription Plan = Everything().Build().Description;

    private static readonly Dictionary<string, Func<PlanDescription, PlanDescription>> Changes = new()
    {
        [nameof(PlanDescription.Schema)] = plan => plan with { Schema = 2 },
        [nameof(PlanDescription.Application)] = plan => plan with { Application = "other" },
        [nameof(PlanDescription.EmergencyReason)] = plan => plan with { EmergencyReason = "fire" },
        [nameof(PlanDescription.NoTriggersReason)] = plan => plan with { NoTriggersReason = "internal" },
        [nameof(PlanDescription.Bindings)] = plan => plan with { Bindings = plan.Bindings.SetItem(0, new("environment", new("fake:site", "2"))) },
        [nameof(PlanDescription.Traffic)] = plan => plan with { Traffic = plan.Traffic with { Sticky = true } },
        [nameof(PlanDescription.EnvironmentFencing)] = plan => plan with { EnvironmentFencing = Fencing.CompareAndSet },
        [nameof(PlanDescription.Metrics)] = plan => plan with { Metrics = plan.Metrics.RemoveAt(0) },
        [nameof(PlanDescription.SampleEvery)] = plan => plan with { SampleEvery = TimeSpan.FromSeconds(11) },
        [nameof(PlanDescription.SampleTimeout)] = plan => plan with { SampleTimeout = TimeSpan.FromSeconds(6) },
        [nameof(PlanDescription.Probes)] = plan => plan with { Probes = [plan.Probes[0].Expecting(204), .. plan.Probes[1..]] },
        [nameof(PlanDescription.Triggers)] = plan => plan with { Triggers = plan.Triggers.RemoveAt(0) },
        [nameof(PlanDescription.GradualRollback)] = plan => plan with { GradualRollback = Rollback.Immediate },
        [nameof(PlanDescription.Retain)] = plan => plan with { Retain = 6 },
        [nameof(PlanDescription.DrainTimeout)] = plan => plan with { DrainTimeout = TimeSpan.Zero },
        [nameof(PlanDescription.SettleTime)] = plan => plan with { SettleTime = TimeSpan.Zero },
        [nameof(PlanDescription.Requires)] = plan => plan with { Requires = [] },
        [nameof(PlanDescription.Steps)] = plan => plan with { Steps = plan.Steps.RemoveAt(0) },
    };

    public static TheoryData<string> Members => new(typeof(PlanDescription).GetProperties().Select(property => property.Name));

    public static TheoryData<string, string> StepMembers => new(
        from step in Plan.Steps.DistinctBy(step => step.GetType())
        from property in step.GetType().GetProperties()
        where property.CanWrite
        select (step.Name, property.Name));

    [Fact]
    public void A_plan_comes_back_from_JSON_as_it_was()
    {
        var back = PlanJson.Read(PlanJson.Write(Plan));

        Assert.Equal(Plan, back);
        Assert.Equal(PlanJson.Write(Plan), PlanJson.Write(back));
        Assert.Equal(Plan.Steps.Select(step => step.GetType()), back.Steps.Select(step => step.GetType()));
    }

    [Fact]
    public void Every_kind_of_step_is_in_the_plan_of_these_tests()
    {
        var kinds = typeof(PlanStep).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PlanStep)));

        Assert.Equal(kinds.OrderBy(kind => kind.Name), Plan.Steps.Select(step => step.GetType()).Distinct().OrderBy(kind => kind.Name));
    }

    [Fact]
    public void The_same_plan_has_the_same_fingerprint_everywhere()
    {
        Assert.Equal(Sample.Storefront().Build(), Sample.Storefront().Build());
        Assert.Equal(Sample.Storefront().Build().GetHashCode(), Sample.Storefront().Build().GetHashCode());
        Assert.Equal("963d3f67c8545648", Sample.Short().Build().Fingerprint);
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void The_fingerprint_covers_every_member(string member) =>
        Assert.NotEqual(PlanJson.Fingerprint(Plan), PlanJson.Fingerprint(Changes[member](Plan)));

    [Theory]
    [MemberData(nameof(StepMembers))]
    public void The_fingerprint_covers_every_member_of_every_step(string name, string member)
    {
        var at = Plan.Steps.IndexOf(Plan.Steps.Single(step => step.Name == name));
        var changed = Copy(Plan.Steps[at]);
        var property = changed.GetType().GetProperty(member)!;
        property.SetValue(changed, Another(property, property.GetValue(changed)));

        Assert.NotEqual(PlanJson.Fingerprint(Plan), PlanJson.Fingerprint(Plan with { Steps = Plan.Steps.SetItem(at, changed) }));
    }

    [Fact]
    public void JSON_says_what_the_plan_says_and_not_what_follows_from_it()
    {
        var json = Sample.Short().Build().ToJson();

        Assert.DoesNotContain("compensation", json, StringComparison.Ordinal);
        Assert.DoesNotContain("isImmediate", json, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_schema_is_refused() =>
        Assert.Throws<JsonException>(() => PlanJson.Read(PlanJson.Write(Plan with { Schema = 2 })));

    private static PlanStep Copy(PlanStep step) => step switch
    {
        CustomStep custom => custom with { },
        _ => (PlanStep)typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(step, null)!,
    };

    private static object? Another(PropertyInfo property, object? value) => value switch
    {
        null when property.PropertyType == typeof(string) => "another",
        null when property.PropertyType == typeof(Regression) => Regression.Defaults,
        null when property.PropertyType == typeof(Command) => Command.Run("make"),
        null when property.PropertyType == typeof(Certification) => When.GreenIsGoodEnough(),
        null when property.PropertyType == typeof(Baseline) => Baseline.Stored("load"),
        string text => text + "!",
        TimeSpan time => time + TimeSpan.FromSeconds(1),
        long count => count + 1,
        bool flag => !flag,
        Percentage => Percentage.Of(33),
        Uri => new Uri("https://other.example.com/"),
        MigrationPhase phase => 1 - phase,
        Expiry expiry => 1 - expiry,
        GateFailure failure => 1 - failure,
        Inconclusive policy => 1 - policy,
        CheckDescription check => check with { Name = "another" },
        System.Collections.Immutable.ImmutableArray<CheckDescription> checks => checks.RemoveAt(0),
        System.Collections.Immutable.ImmutableArray<Snapshot> snapshots => snapshots.RemoveAt(0),
        System.Collections.Immutable.ImmutableArray<MetricCondition> conditions => conditions.Add(Metric.ErrorRate.Below(Percentage.Of(2))),
        System.Collections.Immutable.ImmutableSortedDictionary<string, string> settings => settings.Add("another", "1"),
        _ => null,
    };

    private static RolloutBuilder Everything() => Sample.Storefront()
        .Step("warm up", new FakeStep(), "cooled down", new Dictionary<string, string> { ["size"] = "1" })
        .Wait(TimeSpan.FromSeconds(10));
}
