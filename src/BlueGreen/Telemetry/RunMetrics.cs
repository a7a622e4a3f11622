using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace BlueGreen.Telemetry;

/// <summary>The instruments of rollouts. Identifiers of rollouts are not among their attributes.</summary>
internal static class RunMetrics
{
    private static readonly UpDownCounter<int> Active = BlueGreenTelemetry.Meter.CreateUpDownCounter<int>("cicd.pipeline.run.active", "{run}", "Rollouts that this process drives.");
    private static readonly Histogram<double> Duration = BlueGreenTelemetry.Meter.CreateHistogram<double>("cicd.pipeline.run.duration", "s", "Time that a rollout spent in a state.");
    private static readonly Counter<int> Errors = BlueGreenTelemetry.Meter.CreateCounter<int>("cicd.pipeline.run.errors", "{error}", "Rollouts that did not succeed.");
    private static readonly Gauge<double> Weight = BlueGreenTelemetry.Meter.CreateGauge<double>("bluegreen.traffic.weight", "%", "Green's share of the traffic.");
    private static readonly Histogram<double> Value = BlueGreenTelemetry.Meter.CreateHistogram<double>("bluegreen.trigger.value", description: "What tripped a trigger, in the metric's base unit.");
    private static readonly Histogram<double> Wait = BlueGreenTelemetry.Meter.CreateHistogram<double>("bluegreen.approval.wait", "s", "How long an approval was waited for.");

    public static void Drives(string application, string state, int change) => Active.Add(change, Name(application), new("cicd.pipeline.run.state", state));

    public static void Spent(string application, string state, string? result, TimeSpan time)
    {
        var tags = new TagList { Name(application), { "cicd.pipeline.run.state", state } };
        if (result is not null)
        {
            tags.Add("cicd.pipeline.result", result);
        }

        Duration.Record(time.TotalSeconds, tags);
    }

    public static void Failed(string application, string error) => Errors.Add(1, Name(application), new("error.type", error));

    public static void Shifted(string application, Percentage green) => Weight.Record(green.Percent, Name(application));

    public static void Tripped(string application, string rule, double value) => Value.Record(value, Name(application), new("bluegreen.trigger.rule", rule));

    public static void Waited(string application, bool isGranted, TimeSpan time) =>
        Wait.Record(time.TotalSeconds, Name(application), new("bluegreen.approval.result", isGranted ? "granted" : "not granted"));

    private static KeyValuePair<string, object?> Name(string application) => new("cicd.pipeline.name", application);
}
