using System.Net;

namespace BlueGreen.Durability.Tests;

/// <summary>A router's process, and what its users get.</summary>
internal sealed class Router(Started process, Uri url, HttpClient http)
{
    public Started Process => process;

    public int Port => url.Port;

    /// <summary>How the register knows it.</summary>
    public string Name => $"{Environment.MachineName}:{url.Port}";

    public async Task ListeningAsync(CancellationToken cancellationToken)
    {
        while (!process.Output.Contains("The storefront is at", StringComparison.Ordinal))
        {
            Assert.False(process.HasExited, process.Output);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }

    /// <returns>The version that answered, or the status where none did.</returns>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(url, cancellationToken);
        return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync(cancellationToken) : $"{(int)answer.StatusCode}";
    }

    /// <summary>Which versions, or failures, answer a number of requests.</summary>
    public async Task<string[]> VersionsAsync(int requests, CancellationToken cancellationToken) =>
        [.. (await Task.WhenAll(Enumerable.Range(0, requests).Select(_ => GetAsync(cancellationToken)))).Distinct().Order(StringComparer.Ordinal)];

    public async Task UntilAsync(string version, CancellationToken cancellationToken)
    {
        while (await GetAsync(cancellationToken) != version)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }
}
