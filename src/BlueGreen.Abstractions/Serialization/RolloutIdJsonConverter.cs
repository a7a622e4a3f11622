namespace BlueGreen.Serialization;

internal sealed class RolloutIdJsonConverter() : StringValueJsonConverter<RolloutId>(value => new(value), id => id.Value);
