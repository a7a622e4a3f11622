using System.Text;
using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.NetlifyEmulator.Requests;

/// <summary>Writes each request of the API to the log, first of all.</summary>
internal sealed class RecordingMiddleware(RequestDelegate next, NetlifyWorld world)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var request = world.Requests.Add(number => Describe(context, number));
        context.Features.Set(request);
        context.Response.OnStarting(() =>
        {
            request.Status = request.IsCut ? 0 : context.Response.StatusCode;
            return Task.CompletedTask;
        });
        if (context.Request.HasJsonContentType())
        {
            var body = await HashedBody.ReadAsync(context);
            request.Json = Encoding.UTF8.GetString(body);
            context.Request.Body = new MemoryStream(body);
        }

        await next(context);
    }

    private RecordedRequest Describe(HttpContext context, int number) => new()
    {
        Number = number,
        Method = context.Request.Method,
        Path = RawPath.Of(context),
        Query = context.Request.QueryString.Value ?? "",
        Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        ContentLength = context.Request.ContentLength,
        At = world.Now,
    };
}
