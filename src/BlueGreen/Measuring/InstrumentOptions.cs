using System.Collections.Immutable;

namespace BlueGreen;

/// <summary>Which histogram of this process tells how deployments do.</summary>
public sealed record InstrumentOptions
{
    private static readonly ImmutableArray<TimeSpan> Usual =
        [.. new[] { 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000 }.Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds))];

    /// <summary>The meter, such as <c>System.Net.Http</c>.</summary>
    public required string Meter { get; init; }

    /// <summary>The histogram of durations in seconds, such as <c>http.client.request.duration</c>.</summary>
    public required string Instrument { get; init; }

    /// <summary>The tag that tells deployments apart, such as <c>server.port</c>. Measurements without it are left out.</summary>
    public required string DeploymentTag { get; init; }

    /// <summary>A deployment's value of that tag. Default: its version, or its identifier where it has none.</summary>
    public Func<Deployment, string> LabelOf { get; init; } = static deployment => deployment.Version ?? deployment.Id.Value;

    /// <summary>Whether a measurement is that of a failed request. Default: <c>http.response.status_code</c> is 500 or above, or there is none and <c>error.type</c> is set.</summary>
    public FailedMeasurement IsFailed { get; init; } = Measuring.HttpFailures.IsFailed;

    /// <summary>Into which bounds times are put, rising. Default: those of OpenTelemetry's semantic conventions, 5 ms to 10 s.</summary>
    public ImmutableArray<TimeSpan> Bounds { get; init; } = Usual;
}
