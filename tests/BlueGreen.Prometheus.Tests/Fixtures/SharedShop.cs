[assembly: AssemblyFixture(typeof(BlueGreen.Prometheus.Tests.Fixtures.SharedShop))]

namespace BlueGreen.Prometheus.Tests.Fixtures;

/// <summary>One Prometheus for all tests that only read: it takes five seconds until it scrapes its first target. Each test has versions of its own.</summary>
public sealed class SharedShop : IAsyncLifetime
{
    private static int _versions;
    private static Shop? _shop;

    internal static Shop Shop => _shop!;

    /// <summary>A version that no other test has, known to Prometheus and without requests.</summary>
    internal static async Task<string> BeginAsync(string name, CancellationToken cancellationToken)
    {
        var version = $"{name}-{Interlocked.Increment(ref _versions)}";
        Shop.Begin(version);
        await Shop.ScrapedAsync(cancellationToken);
        return version;
    }

    public async ValueTask InitializeAsync() => _shop = await Shop.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Shop.DisposeAsync();
}
