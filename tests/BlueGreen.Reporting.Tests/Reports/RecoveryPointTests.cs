using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Operations;

namespace BlueGreen.Reporting.Tests.Reports;

/// <summary>Where the data could be brought back to.</summary>
public sealed class RecoveryPointTests
{
    private const string Commands = "cp -a /base /side\nstart --at 'p <1>' && echo \"`|`\"";

    [Fact]
    public async Task A_report_lists_them_with_the_commands_that_come_back()
    {
        var record = RolloutRecord.From(await JournalAsync());

        var point = Assert.Single(record.RecoveryPoints);
        Assert.Equal(("deploy green", "p_1", "0/30", Commands), (point.Step, point.Name, point.Position, point.Recovery));
        Assert.Equal(record.RecoveryPoints, RolloutRecord.FromJson(record.ToJson()).RecoveryPoints);
        Assert.Contains("## Recovery points\n\n| Step | At | Name | Position |\n", record.ToMarkdown(), StringComparison.Ordinal);
        Assert.Contains("    cp -a /base /side\n    start --at 'p <1>' && echo \"`|`\"\n", record.ToMarkdown(), StringComparison.Ordinal);
        Assert.Contains("<pre>cp -a /base /side\nstart --at &#39;p &lt;1&gt;&#39; &amp;&amp; echo &quot;`|`&quot;</pre>", record.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_there_is_no_section()
    {
        var record = RolloutRecord.From(await Rollouts.RunAsync("good"));

        Assert.Empty(record.RecoveryPoints);
        Assert.DoesNotContain("Recovery points", record.ToHtml() + record.ToMarkdown(), StringComparison.Ordinal);
    }

    /// <summary>A rollout whose deployment kept a point, and that goes no further than its operation: what was kept is told although the step never ended.</summary>
    private static async Task<JournalEntry[]> JournalAsync()
    {
        var journal = await Rollouts.RunAsync("good");
        var deploy = journal.Select(entry => entry.Event).OfType<OperationIntended>().First(intended => intended.Operation is RunStep { Step: > -1 } run && IsDeploy(journal, run)).Id;
        var end = journal.Select((entry, index) => (entry, index)).First(one => one.entry.Event is OperationCompleted completed && completed.Id == deploy).index;
        var kept = (OperationCompleted)journal[end].Event;
        return [.. journal[..end], journal[end] with { Event = kept with { Report = kept.Report with { RecoveryPoints = [new("p_1", "0/30", Commands)] } } }];
    }

    private static bool IsDeploy(IReadOnlyList<JournalEntry> journal, RunStep run) => ((RolloutStarted)journal[0].Event).Plan.Steps[run.Step].Name == "deploy green";
}
