using BlueGreen.Plans;

namespace BlueGreen.Tests.Plans;

public sealed class CommandSecretTests
{
    private static readonly Secret Key = new("k-123456");

    [Fact]
    public void A_secret_among_the_arguments_is_refused() =>
        Refuses(Sample.Short().Check(Checks.Command(Command.Run("curl", "-H", "X-Key: k-123456").With("SHOP_KEY", Key))), "holds the secret of SHOP_KEY");

    [Fact]
    public void A_variable_whose_name_tells_a_secret_is_refused_in_the_open() =>
        Refuses(Sample.Short().Check(Checks.Command(Command.Run("npm", "test").With("API_TOKEN", "abc"))), "API_TOKEN", "new Secret(...)");

    [Fact]
    public void One_name_with_two_values_is_refused() =>
        Refuses(
            Sample.Short().Check(Checks.Command(Command.Run("a").With("SHOP_KEY", Key))).Gate("b", Checks.Command(Command.Run("b").With("SHOP_KEY", new Secret("other")))),
            "secret variable 'SHOP_KEY'");

    [Fact]
    public void A_baseline_needs_a_program_limits_and_a_usable_name()
    {
        Refuses(Sample.Short().Gate("load", Checks.Variable("X"), compareWith: Baseline.Stored("load")), "its check runs no program");
        Refuses(Sample.Short().Gate("load", Checks.Command("k6"), compareWith: Baseline.Stored("../load") with { Rules = [] }), "named '../load'", "It compares nothing");
        Refuses(Sample.Short().Gate("load", Checks.Command("k6"), compareWith: Baseline.Stored("load").Limit("", FigureDirection.Lower, default)), "figure ''", "Make limits with Factor.Of");
    }

    [Fact]
    public void The_same_secret_twice_is_one_and_commands_compare_by_names()
    {
        var plan = Sample.Short().Check(Checks.Command(Command.Run("a").With("SHOP_KEY", Key)), Checks.Command(Command.Run("b").With("SHOP_KEY", new Secret("k-123456")))).Build();

        Assert.Equal(["SHOP_KEY"], plan.Bindings.Secrets.Keys);
        Assert.Equal(Command.Run("a").With("SHOP_KEY", Key), Command.Run("a").With("SHOP_KEY", new Secret("other")));
        Assert.NotEqual(Command.Run("a").With("SHOP_KEY", Key), Command.Run("a"));
    }

    [Fact]
    public void A_gates_baseline_is_in_the_preview_and_in_the_json()
    {
        var plan = Sample.Short().Gate("load", Checks.Command("k6", "run"), compareWith: Baseline.Stored("load").ReadFrom("out.json").Limit("rps", FigureDirection.Higher, Factor.Of(0.9))).Build();

        Assert.Contains("baseline 'load'", string.Join(' ', $"{plan}".Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(plan.Fingerprint, PlanJson.Fingerprint(PlanJson.Read(plan.ToJson())));
        Assert.Equal("rps", PlanJson.Read(plan.ToJson()).Steps.OfType<GateStep>().Single(gate => gate.CompareWith is not null).CompareWith!.Rules[^1].Figure);
    }

    private static void Refuses(RolloutBuilder builder, params string[] texts)
    {
        var refused = Assert.Throws<InvalidPlanException>(() => builder.Build());
        Assert.All(texts, text => Assert.Contains(text, refused.Message, StringComparison.Ordinal));
    }
}
