using System.Net;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.Yarp.Draining;

/// <summary>A connection that may stay open for hours: a WebSocket, or a stream of server-sent events.</summary>
/// <param name="owner">Where it is listed while it is open.</param>
/// <param name="context">The client's request.</param>
internal sealed class LongLivedConnection(LongLivedConnections owner, HttpContext context)
{
    /// <summary>Whether an answer begins such a connection.</summary>
    public static bool Begins(HttpRequest request, HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.SwitchingProtocols
        || (answer.IsSuccessStatusCode && HttpMethods.IsConnect(request.Method))
        || string.Equals(answer.Content.Headers.ContentType?.MediaType, "text/event-stream", StringComparison.OrdinalIgnoreCase);

    /// <summary>Breaks the client's connection off. Only while it is listed, because the server uses the context again afterwards.</summary>
    public void Abort() => context.Abort();

    /// <summary>Takes it off the list. Called before the request ends.</summary>
    public void End() => owner.Remove(this);
}
