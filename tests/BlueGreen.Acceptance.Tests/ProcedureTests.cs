using System.Text.Json;
using System.Text.RegularExpressions;

namespace BlueGreen.Acceptance.Tests;

/// <summary>The deployment procedure from beginning to end, against an emulated Netlify, a real PostgreSQL and a real Prometheus.</summary>
public sealed class ProcedureTests : IDisposable
{
    private const int Patience = 600_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-procedure-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = Patience)]
    public async Task The_whole_procedure_runs_and_nobody_else_notices_the_bad_version()
    {
        await using var run = ProcedureRun.Start(_folder, "--local");

        var exitCode = await run.EndAsync(TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, $"{run.LastLine}\n{run.StandardError.Text}");

        var summary = JsonDocument.Parse(run.LastLine).RootElement;
        Assert.True(summary.GetProperty("succeeded").GetBoolean());
        Assert.Empty(summary.GetProperty("otherFailures").EnumerateObject());
        Assert.True(summary.GetProperty("requests").GetInt32() > 0);
        Assert.Equal("127.0.0.1", summary.GetProperty("direct").GetString());   // where the emulator serves every deploy
        Assert.Contains(Directory.GetFiles(Path.Combine(_folder, "reports")), file => file.EndsWith(".html", StringComparison.Ordinal));
        Assert.True(summary.GetProperty("heldWithoutPrometheus").GetBoolean());
        Assert.Matches("is killed.*held \\(source\\).*is started again.*goes on \\(source\\)", run.StandardError.Text.ReplaceLineEndings(" "));
        Assert.All(["response_time", "error_rate", "memory_usage", "cpu_usage"], metric => Assert.Contains($"\"{metric}\"", RecordOf("2.0.0"), StringComparison.Ordinal));
        Assert.Empty(run.Processes);
        Assert.DoesNotContain("test-token", run.StandardOutput.Text + run.StandardError.Text, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task Each_bad_release_is_taken_back_by_the_metric_that_it_spoils()
    {
        var token = TestContext.Current.CancellationToken;
        await using var world = ProcedureRun.Start(_folder, "world");
        await world.StandardOutput.WaitForAsync("The exams are at", token);
        await SucceedAsync("staging", "1.0.0");
        await SucceedAsync("rollout", "1.0.0");

        foreach (var (version, reason) in new[] { ("3.0.0", "Green fails more often than blue"), ("3.1.0", "response_time > "), ("3.2.0", "memory_usage > "), ("3.3.0", "cpu_usage > ") })
        {
            await SucceedAsync("staging", version);
            await using var bad = ProcedureRun.Start(_folder, "--local", "rollout", version);
            Assert.True(await bad.EndAsync(token) == 3, bad.StandardError.Text);
            Assert.Contains(reason, bad.StandardError.Text.Split('\n').Single(line => line.Contains("closed as RolledBack", StringComparison.Ordinal)), StringComparison.Ordinal);
        }

        world.Kill();
        await world.EndAsync(token);
        while (world.Processes.Count > 0)
        {
            await Task.Delay(50, token);   // until its watchdogs have ended what a world that is killed leaves
        }
    }

    [Fact]
    public async Task A_missing_Prometheus_is_named_with_what_to_install()
    {
        var path = Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName;
        await using var run = ProcedureRun.StartWith([("PATH", path)], Path.Combine(_folder, "world"), "--local");

        Assert.Equal(1, await run.EndAsync(TestContext.Current.CancellationToken));
        Assert.Contains("There is no program 'prometheus' on the path", run.StandardError.Text, StringComparison.Ordinal);
        Assert.Contains("sudo apt-get install prometheus", run.StandardError.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.StandardError.Text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "world")));
    }

    [Fact]
    public async Task Variables_that_are_wrong_are_named_with_their_rule_and_a_remedy()
    {
        await using var run = ProcedureRun.StartWith(
            [("PROMETHEUS_URL", "prometheus:9090"), ("API_MEMORY_BYTES", "half a gigabyte"), ("API_PROCESSORS", "0"), ("PROMETHEUS_SCRAPE_SECONDS", "-1")], _folder, "status");

        Assert.Equal(2, await run.EndAsync(TestContext.Current.CancellationToken));
        foreach (var part in (string[])
        [
            "These variables are not set: NETLIFY_AUTH_TOKEN",
            "PROMETHEUS_URL is 'prometheus:9090', which is no http or https address; set it to one such as http://prometheus:9090/",
            "API_MEMORY_BYTES is 'half a gigabyte', which is no number from",
            "API_PROCESSORS is '0', which is no number from 0.01 to 1024; set it to how many processors",
            "PROMETHEUS_SCRAPE_SECONDS is '-1'",
        ])
        {
            Assert.Contains(part, run.StandardError.Text, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task A_killed_rollout_is_resumed_and_a_bad_version_taken_back()
    {
        var token = TestContext.Current.CancellationToken;
        await using var world = ProcedureRun.Start(_folder, "world");
        await world.StandardOutput.WaitForAsync("The exams are at", token);
        await SucceedAsync("staging", "1.0.0");
        await SucceedAsync("rollout", "1.0.0");
        await SucceedAsync("staging", "3.0.0");

        await using (var killed = ProcedureRun.Start(_folder, "--local", "rollout", "3.0.0"))
        {
            await killed.StandardError.WaitForAsync("deploy green begins", token);
            killed.Kill();
            await killed.EndAsync(token);
        }

        await using var next = ProcedureRun.Start(_folder, "--local", "rollout", "3.0.0");
        Assert.True(await next.EndAsync(token) == 3, next.StandardError.Text);
        Assert.Contains("is resumed", next.StandardError.Text, StringComparison.Ordinal);
        Assert.EndsWith("RolledBack", next.LastLine, StringComparison.Ordinal);
        var before = await BackupsAsync(token);
        await RevertAsync("0002_attempt_score", token);
        var after = await BackupsAsync(token);
        Assert.Equal(before.Length + 1, after.Length);   // newest first: the one that the revert took
        await RestoreAsync(after[0], token);
    }

    /// <summary>The record of a version's first rollout in production.</summary>
    private string RecordOf(string version) => File.ReadAllText(Directory.GetFiles(Path.Combine(_folder, "reports"), $"exams-{version}-*.json").Order(StringComparer.Ordinal).First());

    private async Task<string[]> BackupsAsync(CancellationToken token)
    {
        await using var list = ProcedureRun.Start(_folder, "--local", "backups");
        Assert.True(await list.EndAsync(token) == 0, list.StandardError.Text);
        return [.. list.StandardOutput.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0])];
    }

    /// <summary>The data come back beside production, and in its place only for the token that names what is lost.</summary>
    private async Task RestoreAsync(string backup, CancellationToken token)
    {
        await using var refused = ProcedureRun.Start(_folder, "--local", "restore", backup);
        refused.Type("another");
        Assert.Equal(1, await refused.EndAsync(token));

        await using var done = ProcedureRun.Start(_folder, "--local", "restore", backup);
        await done.StandardOutput.WaitForAsync("Type the token", token);
        done.Type(Regex.Match(done.StandardOutput.Text, "to confirm: (.+)").Groups[1].Value);
        Assert.True(await done.EndAsync(token) == 0, $"{done.StandardOutput.Text}{done.StandardError.Text}");
        Assert.Contains("What was production until now is database 'exams_", done.StandardOutput.Text, StringComparison.Ordinal);
    }

    /// <summary>What the bad version had expanded is taken back by hand: first shown, refused with another token, then done.</summary>
    private async Task RevertAsync(string migration, CancellationToken token)
    {
        await using var shown = ProcedureRun.Start(_folder, "--local", "revert", migration);
        Assert.True(await shown.EndAsync(token) == 0, shown.StandardError.Text);
        Assert.Contains("exam_attempts.score", shown.StandardOutput.Text, StringComparison.Ordinal);

        await using var refused = ProcedureRun.Start(_folder, "--local", "revert", migration, "--confirm", "another", "--reason", "not needed");
        Assert.Equal(1, await refused.EndAsync(token));

        var confirmation = Regex.Match(shown.StandardOutput.Text, "to confirm: (.+)").Groups[1].Value;
        await using var done = ProcedureRun.Start(_folder, "--local", "revert", migration, "--confirm", confirmation, "--reason", "not needed");
        Assert.True(await done.EndAsync(token) == 0, $"{shown.StandardOutput.Text}{done.StandardOutput.Text}{done.StandardError.Text}");
    }

    [Theory]
    [InlineData("rollout 2.0.0", "NETLIFY_AUTH_TOKEN")]
    [InlineData("status", "PROMETHEUS_URL")]
    [InlineData("--local --defect fire", "--defect is 'fire', but must be errors, slow, memory or cpu")]
    [InlineData("--local rollout 2.0.0", "start the local world first")]
    [InlineData("--local emergency 2.0.1", "local.json")]
    [InlineData("emergency", "NETLIFY_SITE_ID")]
    [InlineData("--fast", "There is no option '--fast'")]
    public async Task What_is_missing_is_named(string arguments, string expected)
    {
        await using var run = ProcedureRun.Start(_folder, arguments.Split(' '));
        Assert.Equal(2, await run.EndAsync(TestContext.Current.CancellationToken));
        Assert.Contains(expected, run.StandardError.Text, StringComparison.Ordinal);
    }

    private async Task SucceedAsync(params string[] command)
    {
        await using var run = ProcedureRun.Start(_folder, ["--local", .. command]);
        Assert.True(await run.EndAsync(TestContext.Current.CancellationToken) == 0, run.StandardError.Text);
    }
}
