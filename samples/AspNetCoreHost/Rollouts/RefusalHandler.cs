using System.Text.Json;
using BlueGreen;
using Microsoft.AspNetCore.Diagnostics;

namespace AspNetCoreHost.Rollouts;

/// <summary>Turns refusals into problem details. Their messages are made for people, and say what to do.</summary>
internal sealed class RefusalHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (StatusOf(exception) is not { } status)
        {
            return false;
        }

        var detail = exception.InnerException is JsonException wrong ? wrong.Message : exception.Message;
        await TypedResults.Problem(detail, statusCode: status).ExecuteAsync(httpContext);
        return true;
    }

    private static int? StatusOf(Exception exception) => exception switch
    {
        RolloutRefusedException { IsUnknown: true } => StatusCodes.Status404NotFound,
        RolloutRefusedException => StatusCodes.Status409Conflict,
        BadHttpRequestException bad => bad.StatusCode,
        ArgumentException => StatusCodes.Status400BadRequest,
        _ => null,
    };
}
