using System.Net.Http.Json;

namespace BlueGreen.Http.Repeating;

/// <summary>Which requests may be sent again.</summary>
internal static class RepeatableRequest
{
    public static readonly HttpRequestOptionsKey<bool> Stated = new("BlueGreen.Http.MayRepeat");

    private static readonly HttpMethod[] Idempotent = [HttpMethod.Get, HttpMethod.Head, HttpMethod.Options, HttpMethod.Trace, HttpMethod.Put, HttpMethod.Delete];

    /// <summary>As its sender stated; else when its method is idempotent or it has an idempotency key, and its content can be sent again.</summary>
    public static bool IsRepeatable(HttpRequestMessage request, string keyHeader) => request.Options.TryGetValue(Stated, out var stated)
        ? stated
        : (Idempotent.Contains(request.Method) || request.Headers.Contains(keyHeader)) && HasWholeContent(request.Content);

    private static bool HasWholeContent(HttpContent? content) => content switch
    {
        null or ByteArrayContent or ReadOnlyMemoryContent or JsonContent => true,
        MultipartContent parts => parts.All(HasWholeContent),
        _ => false,
    };
}
