using BlueGreen.Testing.Simulation;

namespace BlueGreen.Testing;

/// <content>How blue and green serve.</content>
public sealed partial class VirtualWorld
{
    private readonly List<ServingPhase> _blue = [new(TimeSpan.Zero)];
    private readonly List<ServingPhase> _green = [new(TimeSpan.Zero)];
    private readonly Dictionary<(MetricName Metric, bool IsGreen), double> _metrics = [];

    /// <summary>
    /// Says how green serves from a moment on, counted from its first request. What is left out stays as it was. Without any call green is as good as blue.
    /// </summary>
    /// <param name="errors">The part of its requests that fail. Default: 0.1%.</param>
    /// <param name="responseTime">How long its requests take. Default: 120 ms.</param>
    /// <param name="memory">How much of its memory is in use. Default: 40%.</param>
    /// <param name="processor">How much of its processor time is in use. Default: 30%.</param>
    /// <param name="healthy">Whether its probes are answered well. Default: yes.</param>
    /// <param name="silent">Whether no request reaches it, whatever its weight. Default: no.</param>
    /// <param name="from">When it begins. Default: with the first request.</param>
    public VirtualWorld Green(
        Percentage? errors = null,
        TimeSpan? responseTime = null,
        Percentage? memory = null,
        Percentage? processor = null,
        bool? healthy = null,
        bool? silent = null,
        TimeSpan from = default) => Add(_green, errors, responseTime, memory, processor, healthy, silent, from);

    /// <summary>Says how blue serves from a moment on, counted from the start of the rollout. What is left out stays as it was.</summary>
    /// <param name="errors">The part of its requests that fail. Default: 0.1%.</param>
    /// <param name="responseTime">How long its requests take. Default: 120 ms.</param>
    /// <param name="memory">How much of its memory is in use. Default: 40%.</param>
    /// <param name="processor">How much of its processor time is in use. Default: 30%.</param>
    /// <param name="healthy">Whether its probes are answered well. Default: yes.</param>
    /// <param name="silent">Whether no request reaches it, whatever its weight. Default: no.</param>
    /// <param name="from">When it begins. Default: at the start.</param>
    public VirtualWorld Blue(
        Percentage? errors = null,
        TimeSpan? responseTime = null,
        Percentage? memory = null,
        Percentage? processor = null,
        bool? healthy = null,
        bool? silent = null,
        TimeSpan from = default) => Add(_blue, errors, responseTime, memory, processor, healthy, silent, from);

    /// <summary>Gives a value to a metric of one's own. Until then there is no data of it.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="blue">Blue's value, in the metric's base unit: a fraction, or seconds.</param>
    /// <param name="green">Green's value.</param>
    public VirtualWorld Measures(MetricName metric, double blue, double green)
    {
        _metrics[(metric, false)] = blue;
        _metrics[(metric, true)] = green;
        return this;
    }

    private VirtualWorld Add(
        List<ServingPhase> phases, Percentage? errors, TimeSpan? responseTime, Percentage? memory, Percentage? processor, bool? healthy, bool? silent, TimeSpan from)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, TimeSpan.Zero);
        var before = phases.FindLast(phase => phase.From <= from)!;
        var phase = before with
        {
            From = from,
            Errors = errors?.Fraction ?? before.Errors,
            Latency = responseTime ?? before.Latency,
            Memory = memory?.Fraction ?? before.Memory,
            Processor = processor?.Fraction ?? before.Processor,
            IsHealthy = healthy ?? before.IsHealthy,
            IsSilent = silent ?? before.IsSilent,
        };
        phases.RemoveAll(other => other.From == from);
        phases.Add(phase);
        phases.Sort((left, right) => left.From.CompareTo(right.From));
        return this;
    }
}
