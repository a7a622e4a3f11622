using Acme;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BlueGreen.Tests.Docs;

/// <summary>Builds the tool that documents show, and watches a rollout through it.</summary>
public sealed class ToolTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_tool_serves_its_endpoints_beside_the_storefront()
    {
        await using var tool = Tool.Build([]);
        IEndpointRouteBuilder routes = tool;

        var patterns = routes.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText);

        Assert.Equal(["/tool/deploy/{version}", "/tool/rollouts/{id}/rollback", "/{**path}"], patterns);
        Assert.NotNull(tool.Services.GetRequiredService<IRolloutClient>());
    }

    [Fact]
    public async Task Every_sentence_of_a_rollout_can_be_watched()
    {
        await using var tool = Tool.Build([]);
        var run = await new VirtualWorld().Green(errors: Percentage.Of(8)).RunAsync(Samples.Storefront(), new Release("2.0.0"), Token);
        await ReplayAsync(run.Journal, tool.Services.GetRequiredService<IRolloutStore>());
        List<string> shown = [];

        var last = await Watching.WatchAsync(tool.Services.GetRequiredService<IRolloutClient>(), run.Journal[0].Rollout, lastSeen: 0, shown.Add, Token);

        Assert.Equal(run.Journal.Length, last);
        Assert.Contains("green 10%", shown);
        Assert.StartsWith("RolledBack: 'bake at 10%' failed: requires error_rate < 1%: 8%", shown[^1], StringComparison.Ordinal);
    }

    /// <summary>Writes a finished journal into a store, as a driver would have.</summary>
    private static async Task ReplayAsync(IEnumerable<JournalEntry> journal, IRolloutStore store)
    {
        foreach (var entry in journal)
        {
            if (entry.Event is RolloutStarted started)
            {
                await store.StartAsync(new(entry.Rollout, started, IfActive.Refuse), Token);
                continue;
            }

            var lease = (await store.ClaimAsync(new("replay", TimeSpan.FromMinutes(1), 1), Token)).FirstOrDefault();
            var epoch = lease?.Epoch ?? (await store.ReadAsync(entry.Rollout, entry.Sequence - 2, Token))[0].Epoch;
            var result = await store.AppendAsync(new(entry.Rollout, epoch, entry.Sequence - 1, entry.EventId, entry.Event, 0), Token);
            Assert.Equal(AppendStatus.Appended, result.Status);
        }
    }
}
