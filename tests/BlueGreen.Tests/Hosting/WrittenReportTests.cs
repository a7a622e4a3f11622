using BlueGreen.Journal;
using BlueGreen.Notifications;
using BlueGreen.Tests.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BlueGreen.Tests.Hosting;

public sealed class WrittenReportTests : IDisposable
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("bluegreen-reports-").FullName, "made", "when-needed");
    private readonly InMemoryRolloutStore _store = new();
    private readonly InMemoryNotificationCursors _cursors = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(Path.GetFullPath(Path.Combine(_folder, "..", "..")), recursive: true);

    [Fact]
    public async Task A_host_writes_the_report_when_a_rollout_is_closed()
    {
        var shop = new Shop();
        using var host = await StartAsync(builder => builder.AddRollout("shop", (_, _) => shop.QuickPlan()));

        var id = await host.Services.GetRequiredService<IRolloutClient>().StartAsync("shop", new("2"), cancellationToken: Token);

        await UntilAsync(() => Files($"*{id}.*").Length == 3);
        Assert.Contains("Succeeded", await File.ReadAllTextAsync(Files($"*{id}.md").Single(), Token), StringComparison.OrdinalIgnoreCase);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task What_a_host_that_died_did_not_write_the_next_one_writes()
    {
        await _store.ImportAsync(PastRollouts.Make(new("unwritten"), TimeProvider.System.GetUtcNow().AddHours(-1)), Token);

        using var host = await StartAsync();

        await UntilAsync(() => Files("*unwritten.*").Length == 3);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task What_was_written_is_not_written_again()
    {
        await _store.ImportAsync(PastRollouts.Make(new("first"), TimeProvider.System.GetUtcNow().AddHours(-1)), Token);
        using (var host = await StartAsync())
        {
            await UntilAsync(() => Files("*first.*").Length == 3);
            while (await _cursors.ReadAsync("reports", new("first"), Token) < 3)
            {
                await Task.Delay(10, Token);
            }

            await host.StopAsync(Token);
        }

        Array.ForEach(Files("*"), File.Delete);
        await _store.ImportAsync(PastRollouts.Make(new("second"), TimeProvider.System.GetUtcNow().AddHours(-1)), Token);
        using (var host = await StartAsync())
        {
            await UntilAsync(() => Files("*second.*").Length == 3);
            await host.StopAsync(Token);
        }

        Assert.Empty(Files("*first.*"));
    }

    private async Task<IHost> StartAsync(Action<BlueGreenBuilder>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<IRolloutStore>(_store).AddSingleton<INotificationCursors>(_cursors);
        var blueGreen = builder.Services.AddBlueGreen().WriteReports(_folder);
        configure?.Invoke(blueGreen);
        var host = builder.Build();
        await host.StartAsync(Token);
        return host;
    }

    private string[] Files(string pattern) => Directory.Exists(_folder) ? [.. Directory.GetFiles(_folder, pattern).Where(file => !file.EndsWith(".tmp", StringComparison.Ordinal))] : [];

    private static async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Delay(10, Token);
        }
    }
}
