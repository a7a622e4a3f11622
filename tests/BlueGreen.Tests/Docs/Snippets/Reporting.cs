using BlueGreen;
using BlueGreen.Journal;
using Microsoft.Extensions.DependencyInjection;

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

    public static void Host(IServiceCollection services)
    {
        // <snippet keep-rollouts>
        services.AddBlueGreen()
            .WriteReports("./artifacts/rollouts")
            .KeepRollouts(new() { Newest = 200, Age = TimeSpan.FromDays(365) });
        // </snippet>
    }

    public static async Task MoveAsync(IRolloutStore store, IRolloutStore other, RolloutId id, CancellationToken cancellationToken)
    {
        // <snippet export>
        await using (var file = File.Create($"{id}.jsonl"))
        {
            await JournalExport.WriteAsync(store, id, file, cancellationToken);
        }

        await using var exported = File.OpenRead($"{id}.jsonl");
        var isNew = await other.ImportAsync(await JournalExport.ReadAsync(exported, cancellationToken), cancellationToken);
        // </snippet>

        Console.WriteLine(isNew);
    }
}
