using System.Diagnostics;
using BlueGreen.Events;
using OpenTelemetry.Context.Propagation;

namespace BlueGreen.Telemetry;

/// <summary>Keeps the trace that a start belongs to in the journal, in W3C form, so that every driver continues it.</summary>
internal static class TraceContext
{
    private const string Parent = "traceparent";
    private const string State = "tracestate";
    private static readonly TraceContextPropagator Propagator = new();

    public static RolloutStarted Inject(RolloutStarted started)
    {
        var carrier = new Dictionary<string, string>();
        if (Activity.Current is { } current)
        {
            Propagator.Inject(new(current.Context, default), carrier, (into, name, value) => into[name] = value);
        }

        return started with { TraceParent = carrier.GetValueOrDefault(Parent), TraceState = carrier.GetValueOrDefault(State) };
    }

    public static ActivityContext Extract(RolloutStarted started)
    {
        var carrier = new Dictionary<string, string?> { [Parent] = started.TraceParent, [State] = started.TraceState };
        return Propagator.Extract(default, carrier, (from, name) => from.GetValueOrDefault(name) is { } value ? [value] : []).ActivityContext;
    }
}
