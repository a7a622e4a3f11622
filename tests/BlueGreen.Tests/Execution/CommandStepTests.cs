using System.Net;
using System.Net.Sockets;
using BlueGreen.Artifacts;
using BlueGreen.Journal;
using BlueGreen.Plans;
using BlueGreen.Tests.Hosting;

namespace BlueGreen.Tests.Execution;

/// <summary>Checks with real programs and ports, in whole rollouts.</summary>
public sealed class CommandStepTests
{
    private const string Password = "correct horse+battery/staple";

    private readonly InMemoryArtifactStore _artifacts = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_reaches_the_program_and_nothing_that_is_kept()
    {
        var command = Shell("echo \"$SHOP_PASSWORD\" > /dev/null; echo \"login with $SHOP_PASSWORD\"; echo \"${#SHOP_PASSWORD} letters\"; exit 3").With("SHOP_PASSWORD", new Secret(Password));
        var plan = new Shop().Plan().Check(Checks.Command(command).Named("login")).DeployGreen().ShiftTo(Percentage.All).Promote().Build();

        var result = await RunAsync(plan);

        Assert.Equal(RolloutOutcome.Failed, result.Outcome);
        Assert.Contains("exit code 3", result.Reason, StringComparison.Ordinal);
        Assert.Contains("login with ***", result.Reason, StringComparison.Ordinal);
        Assert.Contains($"{Password.Length} letters", result.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, string.Concat(result.Journal.Select(entry => JournalJson.Write(entry.Event) + entry.Event)), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, plan.ToJson() + plan + command, StringComparison.Ordinal);
        Assert.Contains("SHOP_PASSWORD", plan.ToJson(), StringComparison.Ordinal);

        var kept = Assert.Single(await NamesAsync(result.Rollout.Value));
        Assert.Equal($"login with ***\n{Password.Length} letters\n", await TextAsync(kept));
        Assert.Contains(kept.Name, result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_failures_are_told_together_and_what_passed_as_well()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)closed.LocalEndPoint!).Port;
        var plan = new Shop().Plan().Check(
            Checks.Command("sh", "-c", "exit 7"),
            Checks.Command("no-such-program-here"),
            Checks.Variable("BLUEGREEN_TEST_NOT_SET"),
            Checks.Tcp("127.0.0.1", port),
            Checks.That("thrown", (_, _) => throw new InvalidDataException("12 orphans")),
            Checks.That("fine", (_, _) => Task.FromResult(CheckResult.Pass("0 orphans"))))
            .DeployGreen().ShiftTo(Percentage.All).Promote().Build();

        var result = await RunAsync(plan);

        Assert.Equal(RolloutOutcome.Failed, result.Outcome);
        Assert.All(
            ["5 of 6 failed", "exit code 7", "no-such-program-here", "BLUEGREEN_TEST_NOT_SET", $"127.0.0.1:{port} accepts no connection", "InvalidDataException: 12 orphans"],
            text => Assert.Contains(text, result.Reason, StringComparison.Ordinal));
        Assert.Contains("0 orphans", string.Concat(result.Journal.Select(entry => JournalJson.Write(entry.Event))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_does_not_end_in_the_steps_time_is_named_beside_the_others()
    {
        var plan = new Shop().Plan().Check(
            "ready",
            [Checks.Command(Shell("sleep 1000")).Named("sleeper"), Checks.That("other", (_, _) => Task.FromResult(CheckResult.Fail("other reason")))],
            deadline: TimeSpan.FromSeconds(4)).DeployGreen().ShiftTo(Percentage.All).Promote().Build();

        var result = await RunAsync(plan);

        Assert.Equal(RolloutOutcome.Failed, result.Outcome);
        Assert.Contains("sleeper: it did not end within", result.Reason, StringComparison.Ordinal);
        Assert.Contains("other reason", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commands_own_time_limit_ends_it_and_its_last_words_are_told()
    {
        var plan = new Shop().Plan().Check(Checks.Command(Shell("echo nearly there; sleep 1000").Within(TimeSpan.FromSeconds(1))).Named("slow"))
            .DeployGreen().ShiftTo(Percentage.All).Promote().Build();

        var result = await RunAsync(plan);

        Assert.Contains("did not end within 00:00:01", result.Reason, StringComparison.Ordinal);
        Assert.Contains("nearly there", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consistency_check_keeps_what_it_found_and_an_error_is_a_failure()
    {
        var good = await RunAsync(new Shop().Plan().Consistent("orphans", (_, _) => Task.FromResult(CheckResult.Pass("0 of 812 rows"))).DeployGreen().ShiftTo(Percentage.All).Promote().Build());
        var bad = await RunAsync(new Shop().Plan().Consistent("orphans", (_, _) => throw new TimeoutException("no answer from the cache")).DeployGreen().ShiftTo(Percentage.All).Promote().Build());

        Assert.Equal(RolloutOutcome.Succeeded, good.Outcome);
        Assert.Contains("0 of 812 rows", string.Concat(good.Journal.Select(entry => JournalJson.Write(entry.Event))), StringComparison.Ordinal);
        Assert.Equal(RolloutOutcome.Failed, bad.Outcome);
        Assert.Contains("no answer from the cache", bad.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_that_was_read_back_knows_the_names_of_secrets_and_not_their_values()
    {
        var plan = new Shop().Plan().Check(Checks.Command(Shell("true").With("SHOP_PASSWORD", new Secret(Password)))).DeployGreen().ShiftTo(Percentage.All).Promote().Build();

        var read = (CommandCheck)((CheckStep)PlanJson.Read(plan.ToJson()).Steps[0]).Checks[0];

        Assert.Equal(["SHOP_PASSWORD"], read.Command.SecretVariables);
        Assert.Empty(read.Command.Secrets);
        Assert.Equal(plan.Fingerprint, PlanJson.Fingerprint(PlanJson.Read(plan.ToJson())));
        Assert.Equal(Password, plan.Bindings.Secrets["SHOP_PASSWORD"].Reveal());
    }

    [Fact]
    public async Task Preflight_says_which_sources_answer_and_that_triggers_are_quiet()
    {
        var result = await RunAsync(new Shop().QuickPlan());

        var journal = string.Concat(result.Journal.Select(entry => JournalJson.Write(entry.Event)));
        Assert.Contains("answers error_rate", journal, StringComparison.Ordinal);
        Assert.Contains("quiet", journal, StringComparison.Ordinal);
    }

    private static Command Shell(string script) => Command.Run("sh", "-c", script);

    private Task<RolloutResult> RunAsync(RolloutPlan plan) => plan.RunAsync(new Release("2"), new RunOptions { Artifacts = _artifacts }, Token);

    private async Task<ArtifactName[]> NamesAsync(string owner)
    {
        var names = new List<ArtifactName>();
        await foreach (var name in _artifacts.ListAsync(owner, Token))
        {
            names.Add(name);
        }

        return [.. names];
    }

    private async Task<string> TextAsync(ArtifactName name)
    {
        await using var content = await _artifacts.OpenAsync(name, Token);
        using var reader = new StreamReader(content!);
        return await reader.ReadToEndAsync(Token);
    }
}
