using Microsoft.AspNetCore.Http;

namespace BlueGreen.NetlifyEmulator.Serving;

/// <summary>A file with all that its answer holds.</summary>
internal sealed record DeployedFile(int Status, string ContentType, string Sha, byte[] Content, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    public async Task WriteAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.Headers.ETag = $"\"{Sha}\"";
        response.Headers.CacheControl = "public,max-age=0,must-revalidate";
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        if (Status == StatusCodes.Status200OK && request.Headers.IfNoneMatch == response.Headers.ETag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentLength = Content.Length;
        if (!HttpMethods.IsHead(request.Method))
        {
            await response.Body.WriteAsync(Content, context.RequestAborted);
        }
    }
}
