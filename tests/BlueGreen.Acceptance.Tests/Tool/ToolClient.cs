using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace BlueGreen.Acceptance.Tests.Tool;

/// <summary>The tool over HTTP, as one of its callers.</summary>
internal sealed class ToolClient : IDisposable
{
    private readonly HttpClient _http;

    public ToolClient(Uri url, string? token)
    {
        _http = new() { BaseAddress = url, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
    }

    public ToolClient(ToolRun run, Caller caller)
        : this(run.Url, caller.Token)
    {
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(path, Token);

    public Task<HttpResponseMessage> PostAsync(string path, object body) => _http.PostAsJsonAsync(path, body, Token);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, long? lastEventId = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", $"{lastEventId}");
        }

        return await _http.SendAsync(request, Token);
    }

    /// <summary>Starts a rollout.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> StartAsync(string version, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/rollouts") { Content = JsonContent.Create(new { plan = "storefront", version, reason = "a test", by = "mallory" }) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await _http.SendAsync(request, Token);
        return await AcceptedAsync(response);
    }

    /// <summary>Asks something that has to be accepted.</summary>
    /// <returns>The rollout that carries it out.</returns>
    public async Task<string> AskAsync(string id, string verb, object body)
    {
        using var response = await PostAsync($"/rollouts/{id}/{verb}", body);
        return await AcceptedAsync(response);
    }

    public async Task<JsonElement> StatusAsync(string id) => await _http.GetFromJsonAsync<JsonElement>($"/rollouts/{id}", Token);

    /// <summary>Watches until the tool ends the stream.</summary>
    public async IAsyncEnumerable<Happened> WatchAsync(string id, long after = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/rollouts/{id}/events") { Headers = { { "Accept", "text/event-stream" }, { "Last-Event-ID", $"{after}" } } };
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            yield return Happened.Read(item.EventId, item.Data);
        }
    }

    /// <summary>Watches up to an event of a kind.</summary>
    /// <returns>All that was seen, that event last.</returns>
    public async Task<IReadOnlyList<Happened>> WatchUntilAsync(string id, string kind, long after = 0)
    {
        List<Happened> seen = [];
        await foreach (var happened in WatchAsync(id, after, Token))
        {
            seen.Add(happened);
            if (happened.Kind == kind)
            {
                return seen;
            }
        }

        throw new InvalidOperationException($"The stream ended without {kind}: {string.Join(", ", seen.Select(happened => happened.Kind))}.");
    }

    /// <returns>The version that answers a user of the storefront.</returns>
    public async Task<string> VisitAsync() => await _http.GetStringAsync("/", Token);

    public void Dispose() => _http.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<string> AcceptedAsync(HttpResponseMessage response)
    {
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync(Token)}");
        var id = (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("rollout").GetString()!;
        Assert.Equal($"/rollouts/{id}", response.Headers.Location?.OriginalString);
        return id;
    }
}
