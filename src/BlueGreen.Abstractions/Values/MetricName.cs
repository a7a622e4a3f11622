using System.Text.Json.Serialization;
using BlueGreen.Serialization;

namespace BlueGreen;

/// <summary>Names a metric, such as <c>error_rate</c>. See <see cref="Metric"/> for the well-known ones.</summary>
[JsonConverter(typeof(MetricNameJsonConverter))]
public readonly record struct MetricName
{
    /// <summary>Wraps a name.</summary>
    /// <param name="value">Not empty.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public MetricName(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        Value = value;
    }

    /// <summary>The name.</summary>
    public string Value { get => field ?? ""; }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
