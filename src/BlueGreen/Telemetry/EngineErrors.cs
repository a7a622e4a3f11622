using System.Diagnostics.Metrics;

namespace BlueGreen.Telemetry;

/// <summary>Counts what went wrong in the engine itself, as opposed to in a rollout.</summary>
internal static class EngineErrors
{
    private static readonly Counter<int> Errors = BlueGreenTelemetry.Meter.CreateCounter<int>("cicd.system.errors", "{error}", "Errors of the engine itself.");

    public static void Count(string component, string error) => Errors.Add(1, new KeyValuePair<string, object?>("cicd.system.component", component), new("error.type", error));
}
