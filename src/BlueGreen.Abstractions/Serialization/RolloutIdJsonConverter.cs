namespace BlueGreen.Serialization;

/// <summary>Writes an identifier as its text.</summary>
public sealed class RolloutIdJsonConverter() : StringValueJsonConverter<RolloutId>(value => new(value), id => id.Value);
