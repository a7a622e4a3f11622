using System.Net;
using Polly;
using Polly.Timeout;

namespace BlueGreen.Http.Repeating;

/// <summary>Which outcomes of a request are failures of the dependency.</summary>
internal static class HttpFailure
{
    /// <summary>No answer, or one that blames the server: 408 and 5xx, but not 501 and 505, which no repetition changes.</summary>
    public static bool IsFailure(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutRejectedException or IOException or OperationCanceledException } => true,
        { Result.StatusCode: HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported } => false,
        { Result.StatusCode: HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError } => true,
        _ => false,
    };

    /// <summary>A failure, or a refusal for having asked too often (429).</summary>
    public static bool MayPass(Outcome<HttpResponseMessage> outcome) => IsFailure(outcome) || outcome.Result?.StatusCode == HttpStatusCode.TooManyRequests;
}
