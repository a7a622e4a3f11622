using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace BlueGreen.Health;

/// <summary>One request and its verdict.</summary>
internal sealed class HttpProbe(HttpMessageInvoker http, TimeProvider clock, Probe probe, Uri address)
{
    private readonly long _started = clock.GetTimestamp();

    public async Task<ProbeResult> RunAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(probe.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await AskAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Error(string.Create(CultureInfo.InvariantCulture, $"no full answer within {probe.Timeout.TotalSeconds:0.###} s"));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return Error(e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message);
        }
    }

    private async Task<ProbeResult> AskAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var body = await AnswerBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
        var isExpected = (int)response.StatusCode == probe.ExpectedStatus;
        return new()
        {
            Probe = probe.Name,
            Status = isExpected ? ProbeStatus.Healthy : ProbeStatus.Unhealthy,
            Latency = clock.GetElapsedTime(_started),
            StatusCode = (int)response.StatusCode,
            Reason = isExpected ? null : Unexpected(response),
            Details = body.IsEmpty ? ImmutableSortedDictionary<string, string>.Empty : AnswerDetails.Of(body),
        };
    }

    private ProbeResult Error(string reason) => new()
    {
        Probe = probe.Name,
        Status = ProbeStatus.Error,
        Latency = clock.GetElapsedTime(_started),
        Reason = $"GET {ShownAddress}: {reason}",
    };

    private string Unexpected(HttpResponseMessage response)
    {
        var hint = response.Headers.Location is null ? "" : " and a redirect, which is not followed";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"GET {ShownAddress}: expected status {probe.ExpectedStatus}, got {Describe(response.StatusCode)}{hint}");
    }

    /// <summary>The address without user name, password and query, which may be secret.</summary>
    private string ShownAddress => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static string Describe(HttpStatusCode status)
    {
        var number = ((int)status).ToString(CultureInfo.InvariantCulture);
        return Enum.IsDefined(status) ? $"{number} ({status})" : number;
    }
}
