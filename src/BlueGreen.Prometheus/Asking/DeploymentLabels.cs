using System.Collections.Immutable;

namespace BlueGreen.Prometheus.Asking;

/// <summary>Which value of the label belongs to which deployment.</summary>
internal sealed class DeploymentLabels(PrometheusSettings settings, ImmutableArray<DeploymentId> deployments, OperationContext operation)
{
    private readonly Dictionary<DeploymentId, string> _values = deployments.Distinct().ToDictionary(
        id => id, id => operation.Find(id) is { } deployment ? settings.LabelOf(deployment) : id.Value);

    public IReadOnlyCollection<string> Values => _values.Values;

    public string Of(DeploymentId deployment) => _values[deployment];
}
