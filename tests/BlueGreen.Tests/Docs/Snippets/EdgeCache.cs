// <snippet small-provider>
using BlueGreen;
// </snippet>

namespace Acme;

// <snippet small-provider>
public sealed class EdgeCache(HttpClient http) : ICdn
{
    public ProviderIdentity Identity { get; } = new($"edge-cache:{http.BaseAddress}", "1");

    public async Task PurgeAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsync($"purge/{operation.Application}", content: null, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw ProviderException.Transient($"Purging {operation.Application} at {http.BaseAddress} was answered {(int)response.StatusCode}.");
        }
    }
}
// </snippet>
