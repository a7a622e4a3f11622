namespace BlueGreen.Serialization;

/// <summary>Writes an identifier as its text.</summary>
public sealed class DeploymentIdJsonConverter() : StringValueJsonConverter<DeploymentId>(value => new(value), id => id.Value);
