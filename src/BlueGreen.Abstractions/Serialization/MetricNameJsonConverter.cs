namespace BlueGreen.Serialization;

internal sealed class MetricNameJsonConverter() : StringValueJsonConverter<MetricName>(value => new(value), name => name.Value);
