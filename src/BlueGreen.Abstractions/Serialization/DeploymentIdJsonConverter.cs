namespace BlueGreen.Serialization;

internal sealed class DeploymentIdJsonConverter() : StringValueJsonConverter<DeploymentId>(value => new(value), id => id.Value);
