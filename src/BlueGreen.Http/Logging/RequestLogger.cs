using Microsoft.Extensions.Http.Logging;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Http.Logging;

/// <summary>Says of each attempt what was asked and what came, without secrets.</summary>
internal sealed class RequestLogger(string dependency, HttpRedaction redaction, ILogger logger) : IHttpClientLogger
{
    public object? LogRequestStart(HttpRequestMessage request)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            logger.RequestBegins(dependency, request.Method, redaction.Redact(request.RequestUri));
            Headers("request", request.Headers);
        }

        return null;
    }

    public void LogRequestStop(object? context, HttpRequestMessage request, HttpResponseMessage response, TimeSpan elapsed)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            logger.RequestAnswered(dependency, request.Method, redaction.Redact(request.RequestUri), (int)response.StatusCode, elapsed.TotalMilliseconds);
            Headers("response", response.Headers);
        }
    }

    public void LogRequestFailed(object? context, HttpRequestMessage request, HttpResponseMessage? response, Exception exception, TimeSpan elapsed)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            logger.RequestFailed(dependency, request.Method, redaction.Redact(request.RequestUri), elapsed.TotalMilliseconds, Kind(exception));
        }
    }

    /// <summary>The kind of failure only: a message may quote what was sent.</summary>
    private static string Kind(Exception exception) => exception is HttpRequestException http ? $"{nameof(HttpRequestException)} ({http.HttpRequestError})" : exception.GetType().Name;

    private void Headers(string what, IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers)
    {
        if (logger.IsEnabled(LogLevel.Trace))
        {
            logger.Headers(dependency, what, redaction.Redact(headers));
        }
    }
}
