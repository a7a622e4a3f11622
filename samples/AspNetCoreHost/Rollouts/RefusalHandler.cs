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

        await TypedResults.Problem(DetailOf(httpContext, exception), statusCode: status).ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>What the framework says of a request that it cannot read names neither rule nor remedy.</summary>
    private static string DetailOf(HttpContext context, Exception exception) =>
        exception is BadHttpRequestException && context.Features.Get<IExceptionHandlerFeature>()?.RouteValues?["id"] is string id && !RolloutId.TryParse(id, null, out _)
            ? $"The rollout id '{id}' must have 1 to 64 letters, digits and '-'. Take it from the answer that started the rollout, or from the list at /rollouts."
            : exception.InnerException is JsonException wrong ? wrong.Message : exception.Message;

    private static int? StatusOf(Exception exception) => exception switch
    {
        RolloutRefusedException { IsUnknown: true } => StatusCodes.Status404NotFound,
        RolloutRefusedException => StatusCodes.Status409Conflict,
        BadHttpRequestException bad => bad.StatusCode,
        ArgumentException => StatusCodes.Status400BadRequest,
        _ => null,
    };
}
