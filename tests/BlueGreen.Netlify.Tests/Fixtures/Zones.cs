using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace BlueGreen.Netlify.Tests.Fixtures;

/// <summary>DNS zones, which BlueGreen does not make.</summary>
internal static class Zones
{
    public const string Name = "shop.test";

    /// <summary>Adds the zone.</summary>
    /// <returns>Its identifier.</returns>
    public static async Task<string> AddAsync(Emulated emulated, CancellationToken cancellationToken, string name = Name)
    {
        using var http = new HttpClient { BaseAddress = emulated.Netlify.ApiAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Emulated.Token);
        using var response = await http.PostAsJsonAsync("dns_zones", new { name, site_id = emulated.Site.Id }, cancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("id").GetString()!;
    }
}
