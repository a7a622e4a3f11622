using System.Globalization;
using System.Net;

namespace BlueGreen.Health;

/// <summary>One request and its verdict.</summary>
internal sealed class HttpProbe(HttpMessageInvoker http, ProbeTimeLimits limits, TimeProvider clock)
{
    public async Task<ProbeResult> RunAsync(Probe probe, Uri address, TimeSpan time, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var limit = limits.Begin(time, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var response = await http.SendAsync(request, limit.Token).ConfigureAwait(false);
            var details = await AnswerBody.ReadAsync(response.Content, limit.Token).ConfigureAwait(false);
            var isExpected = (int)response.StatusCode == probe.ExpectedStatus;
            return new()
            {
                Probe = probe.Name,
                Status = isExpected ? ProbeStatus.Healthy : ProbeStatus.Unhealthy,
                Latency = clock.GetElapsedTime(started),
                StatusCode = (int)response.StatusCode,
                Reason = isExpected ? null : Unexpected(response, probe, address),
                Details = details,
            };
        }
        catch (OperationCanceledException) when (limit.IsOver && !cancellationToken.IsCancellationRequested)
        {
            return Error(string.Create(CultureInfo.InvariantCulture, $"no full answer within {time.TotalSeconds:0.###} s"));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return Error(e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message);
        }
        finally
        {
            limits.End(limit);
        }

        ProbeResult Error(string reason) => new()
        {
            Probe = probe.Name,
            Status = ProbeStatus.Error,
            Latency = clock.GetElapsedTime(started),
            Reason = $"GET {Shown(address)}: {reason}",
        };
    }

    private static string Unexpected(HttpResponseMessage response, Probe probe, Uri address)
    {
        var hint = response.Headers.Location is null ? "" : " and a redirect, which is not followed";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"GET {Shown(address)}: expected status {probe.ExpectedStatus}, got {Describe(response.StatusCode)}{hint}");
    }

    /// <summary>The address without user name, password and query, which may be secret.</summary>
    private static string Shown(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static string Describe(HttpStatusCode status)
    {
        var number = ((int)status).ToString(CultureInfo.InvariantCulture);
        return Enum.IsDefined(status) ? $"{number} ({status})" : number;
    }
}
