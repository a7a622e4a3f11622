using System.Globalization;

namespace BlueGreen.Benchmarks;

/// <summary>Steers our router in its process.</summary>
internal sealed class Control(Uri proxy) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = proxy };

    /// <summary>Returns once the router has acknowledged green's share.</summary>
    public async Task ShiftAsync(double greenPercent)
    {
        using var response = await _client.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/_control/weight/{greenPercent}"));
        response.EnsureSuccessStatusCode();
    }

    public async Task DrainAsync(string deployment)
    {
        while (await _client.GetStringAsync($"/_control/in-flight/{deployment}") != "0")
        {
            await Task.Delay(5);
        }
    }

    public void Dispose() => _client.Dispose();
}
