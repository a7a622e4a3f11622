namespace BlueGreen.Benchmarks;

/// <summary>The floor: a GET over a pooled handler with the address made beforehand, its body read into the same memory. No time limit, no details, no result.</summary>
internal sealed class BareProbes(Deployment[] targets) : IDisposable
{
    [ThreadStatic]
    private static byte[]? _buffer;

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Uri[] _addresses = [.. targets.Select(target => new Uri(target.Url, "/health"))];

    public async Task ProbeAsync(int target)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _addresses[target]);
        using var response = await _http.SendAsync(request, CancellationToken.None);
        await using var body = await response.Content.ReadAsStreamAsync();
        var read = 1;
        while (read > 0)
        {
            read = await body.ReadAsync(_buffer ??= new byte[4096]);
        }

        if ((int)response.StatusCode != 200)
        {
            throw new InvalidOperationException($"The farm answered {response.StatusCode}.");
        }
    }

    public void Dispose() => _http.Dispose();
}
