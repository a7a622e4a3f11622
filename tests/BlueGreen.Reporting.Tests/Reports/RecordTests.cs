using System.Text.Json;
using BlueGreen.Events;

namespace BlueGreen.Reporting.Tests.Reports;

public sealed class RecordTests
{
    public static TheoryData<string> All => ["good", "errors", "latency", "memory", "unhealthy", "held", "certified", "worse", "first", "failed"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_record_keeps_everything_through_json(string rollout)
    {
        var json = RolloutRecord.From(await Rollouts.RunAsync(rollout)).ToJson();

        Assert.Equal(json, RolloutRecord.FromJson(json).ToJson());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_beginning_of_a_journal_has_a_report(string rollout)
    {
        var journal = await Rollouts.RunAsync(rollout);

        for (var length = 1; length <= journal.Length; length++)
        {
            var record = RolloutRecord.From(journal[..length]);
            Assert.Equal(length, record.Events.Length);
            Assert.DoesNotContain("NaN", record.ToHtml() + record.ToMarkdown() + record.ToJson(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_says_what_was_and_how_it_went()
    {
        var record = RolloutRecord.From(await Rollouts.RunAsync("latency"));

        Assert.Equal(("storefront", "2.0.0", "1.0.0", RolloutOutcome.RolledBack), (record.Application, record.Release.Version, record.Blue!.Version, record.Outcome!.Value));
        Assert.Equal([0, 10, 50, 100, 50, 0], record.Splits.Select(split => split.Green.Percent));
        Assert.Equal(StepStatus.Passed, record.Steps.Single(step => step.Name == "bake at 50%").Status);
        Assert.Equal(StepStatus.Interrupted, record.Steps.Single(step => step.Name == "watch").Status);
        var tripped = Assert.Single(record.Triggers, trigger => trigger.TrippedAt is not null);
        Assert.Equal("response_time > 2000 ms for 5 min", tripped.Rule);
        Assert.Equal(7, (record.Rollback!.TrafficBackAt!.Value - record.Rollback.BreachSince!.Value).TotalMinutes, 0.1);
    }

    [Fact]
    public async Task It_says_how_green_compared_with_blue_and_at_what_line_each_test_decides()
    {
        var good = RolloutRecord.From(await Rollouts.RunAsync("certified"));
        var bad = RolloutRecord.From(await Rollouts.RunAsync("worse"));

        Assert.Equal(["error_rate", "response_time", $"good enough: {When.GreenIsGoodEnough()}"], good.Evidence.Select(evidence => evidence.Test));
        Assert.Equal([200, 200, 20], good.Evidence.Select(evidence => evidence.Limit));
        Assert.All(good.Evidence.Take(2), evidence => Assert.All(evidence.Points, point => Assert.True(point.Value < 200, $"{evidence.Test} at {point.Value}")));
        Assert.Contains(good.Evidence[2].Points, point => point.Value >= 20);
        Assert.StartsWith("Green is good enough: ", good.Evidence[2].Summary, StringComparison.Ordinal);
        Assert.True(bad.Evidence[0].Points[^1].Value >= 200);
        Assert.Contains("Green fails more often than blue", bad.Evidence[0].Summary, StringComparison.Ordinal);
        Assert.Contains(bad.Evidence[0].Summary, bad.ToHtml(), StringComparison.Ordinal);
        Assert.Matches("""class="line green evidence" d="M[0-9.]+ [0-9.]+L""", bad.ToHtml());
        Assert.Contains("| 200 : 1, the rollout rolls back |", bad.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_curves_are_what_was_served()
    {
        var record = RolloutRecord.From(await Rollouts.RunAsync("latency"));

        var metric = record.Metrics.Single(metric => metric.Metric == Metric.ResponseTime.Name);
        Assert.Equal(MetricUnit.Seconds, metric.Unit);
        Assert.Equal(2, Assert.Single(metric.Limits).Value);
        Assert.All(metric.Blue!.Points, point => Assert.Equal(0.12, point.Value, 3));
        Assert.Equal(0.12, metric.Green!.Points[1].Value, 3);
        Assert.Equal(2.6, metric.Green.Points[^1].Value, 3);
        Assert.Equal(metric.Green.Samples, metric.Green.Points.Sum(point => point.Samples));
        Assert.Equal(metric.Green.Points.OrderBy(point => point.From), metric.Green.Points);
        Assert.InRange(metric.Green.Points.Length, 40, 100);
    }

    [Fact]
    public async Task A_long_rollout_has_a_short_journal()
    {
        var record = RolloutRecord.From(await Rollouts.RunAsync("day"));

        var points = record.Metrics.Single(metric => metric.Metric == Metric.ErrorRate.Name).Green!.Points;
        Assert.True(record.Duration > TimeSpan.FromHours(24));
        Assert.InRange(points.Length, 500, 3100);
        Assert.True(points[2].Until - points[2].From <= TimeSpan.FromSeconds(11), "the first minutes are as fine as the samples");
    }

    [Fact]
    public async Task A_pause_is_a_hold_with_its_person_and_its_end()
    {
        var hold = Assert.Single(RolloutRecord.From(await Rollouts.RunAsync("held")).Holds);

        Assert.Equal(HoldKind.Person, hold.Hold);
        Assert.Contains("ada", hold.Reason, StringComparison.Ordinal);
        Assert.Equal(4, (hold.Until!.Value - hold.From).TotalMinutes, 0.1);
    }

    [Fact]
    public async Task A_journal_with_a_hole_has_no_record()
    {
        var journal = await Rollouts.RunAsync("failed");

        Assert.Contains("entry 3 is number 4", Assert.Throws<ArgumentException>(() => RolloutRecord.From(journal.RemoveAt(2))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RolloutRecord.From(journal[1..]));
        Assert.Throws<ArgumentException>(() => RolloutRecord.From([]));
    }

    [Fact]
    public async Task A_record_of_another_schema_is_refused()
    {
        var json = RolloutRecord.From(await Rollouts.RunAsync("failed")).ToJson();

        Assert.Throws<JsonException>(() => RolloutRecord.FromJson(json.Replace("\"schema\": 1", "\"schema\": 2", StringComparison.Ordinal)));
        Assert.Equal("storefront", RolloutRecord.FromJson("{ \"added later\": 1," + json[1..]).Application);
    }

    [Fact]
    public async Task Text_from_outside_is_never_markup()
    {
        var record = RolloutRecord.From(await Rollouts.RunAsync("held")) with
        {
            Application = "</title><script>x()</script>",
            Reason = "a | b\n# c <img src=x onerror=y()> & \"d\" 'e' [f](javascript:g) `h` \0",
            Release = new("2\"onload='z()'"),
        };

        var (html, markdown) = (record.ToHtml(), record.ToMarkdown());

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\"onload='", html, StringComparison.Ordinal);
        Assert.Contains("a | b\n# c &lt;img src=x onerror=y()&gt; &amp; &quot;d&quot; &#39;e&#39; [f](javascript:g) `h` \uFFFD", html, StringComparison.Ordinal);
        Assert.Contains("a \\| b \\# c &lt;img src=x onerror=y()&gt; &amp; \"d\" 'e' \\[f\\](javascript:g) \\`h\\`", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_replaced_and_named_after_the_rollout()
    {
        var folder = Directory.CreateTempSubdirectory("bluegreen-reports-");
        try
        {
            var record = RolloutRecord.From(await Rollouts.RunAsync("failed")) with { Application = "../shop", Release = new("2/0") };
            var inner = Path.Combine(folder.FullName, "a", "b");

            await record.WriteReportAsync(inner, Token);
            var files = await record.WriteReportAsync(inner, Token);

            Assert.Equal(Path.Combine(inner, $"_shop-2_0-{record.Rollout}.html"), files.Html);
            Assert.Equal(new[] { files.Html, files.Json, files.Markdown }.Order(), Directory.GetFiles(inner).Order());
            Assert.Equal(record.ToMarkdown(), await File.ReadAllTextAsync(files.Markdown, Token));
            Assert.Equal(record.ToJson(), RolloutRecord.FromJson(await File.ReadAllTextAsync(files.Json, Token)).ToJson());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Markdown_has_the_same_verdicts()
    {
        var text = RolloutRecord.From(await Rollouts.RunAsync("errors")).ToMarkdown();

        Assert.StartsWith("# ↩ storefront: 1.0.0 → 2.0.0\n", text, StringComparison.Ordinal);
        Assert.Contains("| bake at 50%: green against blue, error\\_rate &gt; 2x | ✘ failed |", text, StringComparison.Ordinal);
        Assert.Contains("| error\\_rate |", text, StringComparison.Ordinal);
    }
}
