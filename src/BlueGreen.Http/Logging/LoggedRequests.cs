namespace BlueGreen.Http.Logging;

/// <summary>Tells a logger of each attempt.</summary>
internal sealed class LoggedRequests(RequestLogger logger, TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        var context = logger.LogRequestStart(request);
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            logger.LogRequestStop(context, request, response, clock.GetElapsedTime(begun));
            return response;
        }
        catch (Exception exception)
        {
            logger.LogRequestFailed(context, request, null, exception, clock.GetElapsedTime(begun));
            throw;
        }
    }
}
