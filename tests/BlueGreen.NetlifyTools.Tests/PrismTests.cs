using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using BlueGreen.NetlifyEmulator;

namespace BlueGreen.NetlifyTools.Tests;

public sealed class PrismTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_keeps_to_the_schema_passes_and_what_does_not_is_found()
    {
        await using var netlify = await EmulatedNetlify.StartAsync(cancellationToken: Cancellation);
        await netlify.AddSiteAsync("shop", hasBranchDeploys: true, Cancellation);
        await using var prism = await PrismProxy.StartAsync(netlify.Address, Cancellation);
        using var client = new HttpClient { BaseAddress = new(prism.Address, "api/v1/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", netlify.Token);

        await DeployAsync(client);
        using var list = await client.GetAsync(new Uri("sites/shop/deploys?state=ready&per_page=1", UriKind.Relative), Cancellation);

        Assert.Empty(prism.RequestViolations);
        Assert.Equal(2, (await client.GetFromJsonAsync<JsonElement>("sites/shop/deploys", Cancellation)).GetArrayLength());
        Assert.Contains(prism.Address.Authority, Assert.Single(list.Headers.GetValues("Link")), StringComparison.Ordinal);

        using var bogus = await client.GetAsync(new Uri("sites/shop/deploys?state=bogus", UriKind.Relative), Cancellation);
        using var untyped = await client.PostAsJsonAsync("sites/shop/deploys", new { draft = "maybe" }, Cancellation);
        Assert.Equal(["request.query.state", "request.body.draft"], prism.RequestViolations.Select(violation => violation.Location));
    }

    private static async Task DeployAsync(HttpClient client)
    {
        foreach (var content in (byte[][])["one"u8.ToArray(), "two"u8.ToArray()])
        {
#pragma warning disable CA5350 // Netlify names files by SHA-1.
            var sha = Convert.ToHexStringLower(SHA1.HashData(content));
#pragma warning restore CA5350
            using var created = await client.PostAsJsonAsync("sites/shop/deploys", new { draft = false }, Cancellation);
            var id = (await created.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("id").GetString();
            using var declared = await client.PutAsJsonAsync($"sites/shop/deploys/{id}", new { files = new Dictionary<string, string> { ["index.html"] = sha } }, Cancellation);
            using var body = new ByteArrayContent(content);
            body.Headers.ContentType = new("application/octet-stream");
            using var uploaded = await client.PutAsync(new Uri($"deploys/{id}/files/index.html", UriKind.Relative), body, Cancellation);
            uploaded.EnsureSuccessStatusCode();
            while ((await client.GetFromJsonAsync<JsonElement>($"sites/shop/deploys/{id}", Cancellation)).GetProperty("state").GetString() != "ready")
            {
            }
        }
    }
}
