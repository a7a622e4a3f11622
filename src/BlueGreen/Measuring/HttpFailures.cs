namespace BlueGreen.Measuring;

/// <summary>Failed requests by OpenTelemetry's semantic conventions for HTTP.</summary>
internal static class HttpFailures
{
    public static bool IsFailed(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hasError = false;
        foreach (var (name, value) in tags)
        {
            if (name == "http.response.status_code" && value is int status)
            {
                return status >= 500;
            }

            hasError |= name == "error.type" && value is not null;
        }

        return hasError;
    }
}
