namespace BlueGreen.Serialization;

/// <summary>Writes an identifier as its text.</summary>
public sealed class OperationIdJsonConverter() : StringValueJsonConverter<OperationId>(value => new(value), id => id.Value);
