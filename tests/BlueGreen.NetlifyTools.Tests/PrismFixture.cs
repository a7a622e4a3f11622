using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using BlueGreen.NetlifyEmulator;

namespace BlueGreen.NetlifyTools.Tests;

/// <summary>An emulator with one site behind Prism, and a client that sends what it is told.</summary>
internal sealed class PrismFixture : IAsyncDisposable
{
    private readonly EmulatedNetlify _netlify;
    private readonly HttpClient _client;

    private PrismFixture(EmulatedNetlify netlify, PrismProxy prism, string site)
    {
        _netlify = netlify;
        Prism = prism;
        Site = site;
        _client = new() { BaseAddress = new(prism.Address, "api/v1/") };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", netlify.Token);
    }

    public PrismProxy Prism { get; }

    /// <summary>The site's id.</summary>
    public string Site { get; }

    public static async Task<PrismFixture> StartAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var netlify = await EmulatedNetlify.StartAsync(new() { OmitsNulls = true }, cancellation);
        var site = await netlify.AddSiteAsync("shop", hasBranchDeploys: true, cancellation);
        return new(netlify, await PrismProxy.StartAsync(netlify.Address, cancellation), site.Id);
    }

    /// <param name="method">Of the request.</param>
    /// <param name="path">Under the API's base.</param>
    /// <param name="body">Sent as JSON with its length; null for none.</param>
    public async Task<HttpResponseMessage> SendAsync(string method, string path, object? body = null)
    {
        using var content = body is null ? null : new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
        content?.Headers.ContentType = new("application/json");
        return await _client.SendAsync(new(new(method), path) { Content = content }, TestContext.Current.CancellationToken);
    }

    /// <returns>What was answered; undefined where there was nothing.</returns>
    public async Task<JsonElement> CallAsync(string method, string path, object? body = null)
    {
        using var response = await SendAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <returns>The deploy's id, once it is ready.</returns>
    public async Task<string> DeployAsync(string home, string? branch = null)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(home);
#pragma warning disable CA5350 // Netlify names files by SHA-1.
        var sha = Convert.ToHexStringLower(SHA1.HashData(bytes));
#pragma warning restore CA5350
        var created = await CallAsync("POST", "sites/shop/deploys?title=first", branch is null ? new { draft = false } : new { draft = false, branch });
        var id = created.GetProperty("id").GetString()!;
        await CallAsync("PUT", $"sites/shop/deploys/{id}", new { files = new Dictionary<string, string> { ["index.html"] = sha } });
        using var body = new ByteArrayContent(bytes);
        body.Headers.ContentType = new("application/octet-stream");
        using var uploaded = await _client.PutAsync(new Uri($"deploys/{id}/files/index.html", UriKind.Relative), body, TestContext.Current.CancellationToken);
        uploaded.EnsureSuccessStatusCode();
        while ((await CallAsync("GET", $"sites/shop/deploys/{id}")).GetProperty("state").GetString() != "ready")
        {
        }

        return id;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Prism.DisposeAsync();
        await _netlify.DisposeAsync();
    }
}
