using System.Text.Json;
using System.Text.RegularExpressions;

namespace BlueGreen.Acceptance.Tests;

/// <summary>The deployment procedure from beginning to end, against an emulated Netlify and a real PostgreSQL.</summary>
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
        Assert.DoesNotContain("test-token", run.StandardOutput.Text + run.StandardError.Text, StringComparison.Ordinal);
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
