namespace BlueGreen.Serialization;

/// <summary>Writes an identifier as its text.</summary>
public sealed class MetricNameJsonConverter() : StringValueJsonConverter<MetricName>(value => new(value), name => name.Value);
