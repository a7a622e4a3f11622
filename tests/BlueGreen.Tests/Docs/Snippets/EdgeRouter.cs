// <snippet edge-router>
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using BlueGreen;
// </snippet>

namespace Acme;

// <snippet edge-router>
/// <summary>Weights at an edge whose admin API keeps one document under an ETag.</summary>
public sealed class EdgeRouter(HttpClient http) : ITrafficRouter
{
    public ProviderIdentity Identity { get; } = new($"edge:{http.BaseAddress}", "1");

    public TrafficCapabilities Capabilities { get; } = new() { Step = Percentage.Of(1), Fencing = Fencing.CompareAndSet };

    public async Task<Observed<TrafficSplit>> ReadAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        try
        {
            return Observed.Known((await GetAsync(cancellationToken)).State.Split);
        }
        catch (HttpRequestException e)
        {
            return Observed.Unknown<TrafficSplit>($"GET {http.BaseAddress}weights failed: {e.Message}");
        }
    }

    public async Task ApplyAsync(TrafficSplit desired, OperationContext operation, CancellationToken cancellationToken)
    {
        var (state, etag) = await GetAsync(cancellationToken);
        if (state.Token > operation.Token)
        {
            throw ProviderException.Permanent(
                $"Setting {desired} at {http.BaseAddress} with token {operation.Token} was refused: {state.Split} was set with the newer token {state.Token}.");
        }

        using var request = new HttpRequestMessage(HttpMethod.Put, "weights") { Content = JsonContent.Create(new EdgeState(desired, operation.Token)) };
        request.Headers.IfMatch.Add(etag);
        using var response = await http.SendAsync(request, cancellationToken);
        ThrowUnlessDone(response, desired);
    }

    private async Task<(EdgeState State, EntityTagHeaderValue Tag)> GetAsync(CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync("weights", cancellationToken);
        response.EnsureSuccessStatusCode();
        return ((await response.Content.ReadFromJsonAsync<EdgeState>(cancellationToken))!, response.Headers.ETag!);
    }

    private void ThrowUnlessDone(HttpResponseMessage response, TrafficSplit desired)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var message = $"Setting {desired} at {http.BaseAddress} was answered {(int)response.StatusCode}.";
        throw response.StatusCode switch
        {
            HttpStatusCode.PreconditionFailed => ProviderException.Transient($"{message} Somebody wrote in between; the next attempt looks again."),
            HttpStatusCode.TooManyRequests => ProviderException.Throttled(message, response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1)),
            >= HttpStatusCode.InternalServerError => ProviderException.Transient(message),
            _ => ProviderException.Permanent($"{message} Check the credentials and the address."),
        };
    }
}

public sealed record EdgeState(TrafficSplit Split, WriteToken Token);
// </snippet>
