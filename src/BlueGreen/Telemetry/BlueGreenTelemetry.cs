using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace BlueGreen.Telemetry;

/// <summary>Where spans and metrics come from. Both are called <c>BlueGreen</c>.</summary>
internal static class BlueGreenTelemetry
{
    public static ActivitySource Source { get; } = new("BlueGreen");

    public static Meter Meter { get; } = new("BlueGreen");
}
