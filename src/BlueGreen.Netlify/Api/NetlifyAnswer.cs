using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BlueGreen.Netlify.Api;

/// <summary>An answer of the API, read to its end.</summary>
internal sealed record NetlifyAnswer(string What, HttpStatusCode Status, byte[] Body, Uri? Next)
{
    /// <summary>Reads what was answered.</summary>
    /// <exception cref="ProviderException">It is not what was asked for; whether the request took effect is unknown.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Body, type) ?? throw NotJson("null");
        }
        catch (JsonException)
        {
            throw NotJson(Body.Length == 0 ? "nothing" : $"{Body.Length} bytes that are not what the API documents");
        }
    }

    private ProviderException NotJson(string found) =>
        ProviderException.Transient($"{What} was answered with {(int)Status} and {found}. Whether it took effect is read back; if it goes on, look at the API's status page.");
}
