using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BlueGreen.NetlifyEmulator.Tests;

/// <summary>Speaks the API by hand: no client of ours between a test and the emulator.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;

    public ApiClient(EmulatedNetlify netlify, string? token = null)
    {
        _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = netlify.ApiAddress };
        _http.DefaultRequestHeaders.Authorization = new("Bearer", token ?? netlify.Token);
    }

    public static string Sha1(string content)
    {
#pragma warning disable CA5350 // Netlify names files by SHA-1.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(content)));
#pragma warning restore CA5350
    }

    public Task<HttpResponseMessage> SendAsync(string method, string path, object? body = null) =>
        _http.SendAsync(new(new(method), path) { Content = body is null ? null : JsonContent.Create(body) }, TestContext.Current.CancellationToken);

    public async Task<JsonElement> JsonAsync(string method, string path, object? body = null)
    {
        using var response = await SendAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public async Task<HttpResponseMessage> UploadAsync(string deploy, string path, string content, bool isChunked = false, string kind = "files")
    {
        HttpContent body = isChunked ? new StreamContent(new Unseekable(Encoding.UTF8.GetBytes(content))) : new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"deploys/{deploy}/{kind}/{path}") { Content = body };
        request.Headers.TransferEncodingChunked = isChunked;
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Creates, declares, uploads what is asked for, and reads until it is ready.</summary>
    /// <returns>The deploy as it was read last.</returns>
    public async Task<JsonElement> DeployAsync(string site, Dictionary<string, string> files, string? branch = null, bool isDraft = false)
    {
        var created = await JsonAsync("POST", $"sites/{site}/deploys", branch is null ? new { draft = isDraft } : new { draft = isDraft, branch });
        var id = created.GetProperty("id").GetString()!;
        var deploy = await JsonAsync("PUT", $"sites/{site}/deploys/{id}", new { files = files.ToDictionary(file => file.Key, file => Sha1(file.Value)) });
        foreach (var sha in deploy.GetProperty("required").EnumerateArray().Select(item => item.GetString()))
        {
            var (path, content) = files.First(file => Sha1(file.Value) == sha);
            using var answer = await UploadAsync(id, string.Join('/', path.Split('/').Select(Uri.EscapeDataString)), content);
            answer.EnsureSuccessStatusCode();
        }

        while (deploy.GetProperty("state").GetString() is not ("ready" or "error"))
        {
            deploy = await JsonAsync("GET", $"sites/{site}/deploys/{id}");
        }

        return deploy;
    }

    public Task<HttpResponseMessage> VisitAsync(string address, string? cookie = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        return _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<string> ReadAsync(string address, string? cookie = null)
    {
        using var response = await VisitAsync(address, cookie);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => _http.Dispose();
}
