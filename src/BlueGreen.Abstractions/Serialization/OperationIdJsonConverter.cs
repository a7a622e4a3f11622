namespace BlueGreen.Serialization;

internal sealed class OperationIdJsonConverter() : StringValueJsonConverter<OperationId>(value => new(value), id => id.Value);
