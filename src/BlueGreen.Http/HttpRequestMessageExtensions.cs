using BlueGreen.Http.Repeating;

namespace BlueGreen.Http;

/// <summary>Says of a request what its method does not.</summary>
public static class HttpRequestMessageExtensions
{
    /// <summary>
    /// Says whether a request may be sent again when it fails. Without it, GET, HEAD, OPTIONS, TRACE, PUT and DELETE may, and whatever has an idempotency key; a request with
    /// streamed content may not.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="allowed">Whether it does no harm to send it twice, and its content can be read again.</param>
    /// <returns>The request.</returns>
    public static HttpRequestMessage MayRepeat(this HttpRequestMessage request, bool allowed = true)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Options.Set(RepeatableRequest.Stated, allowed);
        return request;
    }
}
