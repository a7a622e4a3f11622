using BlueGreen;
using BlueGreen.Journal;

namespace Acme;

internal static class Reporting
{
    public static async Task WriteAsync(RolloutPlan plan)
    {
        // <snippet report>
        RolloutResult result = await plan.RunAsync(new Release("2.0.0"));

        var files = await result.ToRecord().WriteReportAsync("./artifacts/rollouts");
        Console.Error.WriteLine($"The report: {files.Html}");
        // </snippet>
    }

    public static async Task<string?> ReadAsync(IRolloutStore store, RolloutId id, CancellationToken cancellationToken)
    {
        // <snippet record>
        RolloutRecord? record = await RolloutRecord.ReadAsync(store, id, cancellationToken);   // also while it runs

        var page = record?.ToHtml();
        var comment = record?.ToMarkdown();
        var json = record?.ToJson();
        // </snippet>

        return page + comment + json;
    }
}
