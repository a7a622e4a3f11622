using System.Text.Json;

namespace BlueGreen.Acceptance.Tests;

/// <summary>The Quickstart from start to end, as a user sees it.</summary>
public sealed class QuickstartTests(CompleteRun run) : IClassFixture<CompleteRun>
{
    private JsonElement Good => run.Rollouts[0];

    private JsonElement Bad => run.Rollouts[1];

    [Fact]
    public void It_ends_well() => Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}\n{run.StandardError}");

    [Fact]
    public void It_rolls_out_the_good_version_and_rolls_back_the_bad_one()
    {
        Assert.Equal(3, run.Rollouts.GetArrayLength());
        Assert.Equal(("2.0.0", "Succeeded"), (Text(Good, "version"), Text(Good, "outcome")));
        Assert.Equal(("3.0.0", "RolledBack"), (Text(Bad, "version"), Text(Bad, "outcome")));
    }

    [Fact]
    public void No_request_fails()
    {
        Assert.Equal(0, Good.GetProperty("failedRequests").GetInt64());
        Assert.Equal(0, Bad.GetProperty("failedRequests").GetInt64());
    }

    [Fact]
    public void Users_see_errors_of_the_bad_version_only()
    {
        Assert.Equal(0, Good.GetProperty("badResponses").GetInt64());
        Assert.InRange(Bad.GetProperty("badResponses").GetInt64(), 1, Bad.GetProperty("requests").GetInt64());
        Assert.Equal(JsonValueKind.Null, Good.GetProperty("secondsFromFirstErrorToBlue").ValueKind);
        Assert.True(Bad.GetProperty("secondsFromFirstErrorToBlue").GetDouble() >= 0);
    }

    [Fact]
    public void The_defect_is_found_by_the_comparison_and_where_that_is_left_out_by_the_limit()
    {
        Assert.Equal("green is worse than blue", Tripped(run.Records[1]));
        Assert.Equal("error_rate > 5% for 3 s", Tripped(run.Records[2]));
        Assert.InRange(run.Rollouts[2].GetProperty("badResponses").GetInt64(), 1, run.Rollouts[2].GetProperty("requests").GetInt64());
        Assert.NotEmpty(run.Records[1].GetProperty("evidence").EnumerateArray());
        Assert.Empty(run.Records[2].GetProperty("evidence").EnumerateArray());
    }

    [Fact]
    public void The_summary_is_complete() => Assert.All(run.Rollouts.EnumerateArray(), rollout =>
    {
        Assert.True(rollout.GetProperty("requests").GetInt64() > 0);
        Assert.True(rollout.GetProperty("seconds").GetDouble() > 0);
        Assert.True(rollout.GetProperty("journalEvents").GetInt32() > 0);
    });

    [Fact]
    public void A_report_of_each_rollout_is_written()
    {
        Assert.Equal(["2.0.0", "3.0.0", "3.0.1"], run.Records.Select(record => record.GetProperty("release").GetProperty("version").GetString()));
        Assert.Equal(["Succeeded", "RolledBack", "RolledBack"], run.Records.Select(record => Text(record, "outcome")));
        Assert.All(run.Reports, page => Assert.EndsWith("</html>\n", page, StringComparison.Ordinal));
        Assert.All(run.Records, record => Assert.InRange(ErrorRate(record).GetProperty("green").GetProperty("points").GetArrayLength(), 1, 100));
        Assert.Contains(run.Records[1].GetProperty("triggers").EnumerateArray(), trigger => trigger.TryGetProperty("trippedAt", out _));
        Assert.Contains($"The report: {run.Rollouts[0].GetProperty("report").GetString()}", run.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_but_the_summary_goes_to_standard_output() => Assert.Single(run.StandardOutput.TrimEnd('\n').Split('\n'));

    [Fact]
    public void It_shows_the_plan_first()
    {
        var plan = run.StandardError.IndexOf("STEPS, in this order", StringComparison.Ordinal);
        Assert.InRange(plan, 0, run.StandardError.IndexOf("rolling out 1.0.0", StringComparison.Ordinal));
        Assert.Contains("error_rate > 5% for 3 s", run.StandardError[..plan], StringComparison.Ordinal);
    }

    [Fact]
    public void It_tells_what_happens()
    {
        Assert.Contains("blue 90%, green 10%", run.StandardError, StringComparison.Ordinal);
        Assert.Contains("blue 50%, green 50%", run.StandardError, StringComparison.Ordinal);
        Assert.Contains("the trigger fires: green is worse than blue; ", run.StandardError, StringComparison.Ordinal);
        Assert.Contains("blue 100%, green 0%", run.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public void It_writes_plain_lines_where_there_is_no_terminal() => Assert.DoesNotContain('\e', run.StandardError);

    [Fact]
    public void It_leaves_nothing_behind()
    {
        Assert.Empty(run.ProcessesLeft);
        Assert.Empty(run.FilesLeft);
    }

    private static JsonElement ErrorRate(JsonElement record) =>
        record.GetProperty("metrics").EnumerateArray().Single(metric => Text(metric, "metric") == "error_rate");

    private static string? Tripped(JsonElement record) =>
        Text(record.GetProperty("triggers").EnumerateArray().Single(trigger => trigger.TryGetProperty("trippedAt", out _)), "rule");

    private static string? Text(JsonElement rollout, string property) => rollout.GetProperty(property).GetString();
}
