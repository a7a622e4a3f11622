namespace BlueGreen.Tests.Plans;

public sealed class PlanChartTests
{
    [Fact]
    public void A_plan_draws_its_steps_and_the_ways_back() => Assert.Equal(
        """
        flowchart TD
            s1["1. deploy green"]
            s2{{"2. say #quot;hi#quot; #lt;b#gt;"}}
            s3["3. shift to 100%"]
            s4["4. promote"]
            s5["5. watch"]
            s6{{"6. approval by dba"}}
            s7[/"7. point of no return"/]
            s8["8. contract"]
            succeeded(["succeeded"])
            failed(["failed: what was done is undone"])
            rolledBack(["rolled back: all traffic to blue"])
            frozen(["frozen, waits for a person"])
            s1 --> s2
            s2 --> s3
            s3 --> s4
            s4 --> s5
            s5 --> s6
            s6 --> s7
            s7 --> s8
            s8 --> succeeded
            s1 & s2 -. "fails" .-> failed
            s3 & s4 & s5 & s6 -. "fails, or a rule trips" .-> rolledBack
            s8 -. "fails" .-> frozen
            s6 -. "expires" .-> succeeded
        """.ReplaceLineEndings("\n"),
        Sample.Roles()
            .DeployGreen().Gate("say \"hi\" <b>", Checks.Variable("A")).ShiftTo(Percentage.All).Promote().Watch(TimeSpan.FromMinutes(1))
            .Approve("dba", TimeSpan.FromHours(1), Expiry.FinishWithoutContract).PointOfNoReturn().Contract()
            .Build().ToMermaid());

    [Fact]
    public void A_plan_without_triggers_says_only_what_can_happen() => Assert.DoesNotContain(
        "rule trips",
        new RolloutBuilder("shop").Environment(new Fakes.FakeEnvironment()).Traffic(new Fakes.FakeRouter()).WithoutTriggers("internal")
            .DeployGreen().ShiftTo(Percentage.All).Promote().Build().ToMermaid(),
        StringComparison.Ordinal);
}
