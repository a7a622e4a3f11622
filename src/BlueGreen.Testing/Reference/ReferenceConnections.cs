namespace BlueGreen.Testing.Reference;

/// <summary>Open long-lived connections, cut when their deployment has been without weight for the limit. Whoever looks sees what is cut by then. Thread-safe.</summary>
internal sealed class ReferenceConnections(TimeSpan? limit, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly HashSet<ReferenceConnection> _open = [];
    private readonly HashSet<DeploymentId> _weighted = [];
    private readonly Dictionary<DeploymentId, DateTimeOffset> _lostWeightAt = [];
    private readonly Dictionary<DeploymentId, long> _cut = [];

    public void Follow(TrafficSplit split)
    {
        lock (_gate)
        {
            CutWhatIsOver();
            foreach (var deployment in _weighted.Where(deployment => split.WeightOf(deployment) == Percentage.Zero).ToArray())
            {
                _weighted.Remove(deployment);
                _lostWeightAt[deployment] = clock.GetUtcNow();
                _cut.Remove(deployment);
            }

            foreach (var weight in split.Weights.Where(weight => weight.HundredthsOfPercent > 0))
            {
                _weighted.Add(weight.Deployment);
                _lostWeightAt.Remove(weight.Deployment);
            }
        }
    }

    public ReferenceConnection Open(DeploymentId deployment)
    {
        var connection = new ReferenceConnection(this, deployment);
        lock (_gate)
        {
            _open.Add(connection);
        }

        return connection;
    }

    public void Close(ReferenceConnection connection) => Look(() => _open.Remove(connection));

    public bool IsOpen(ReferenceConnection connection) => Look(() => _open.Contains(connection));

    public long OpenAt(DeploymentId deployment) => Look(() => _open.LongCount(connection => connection.Deployment == deployment));

    public long CutAt(DeploymentId deployment) => Look(() => _cut.GetValueOrDefault(deployment));

    private T Look<T>(Func<T> look)
    {
        lock (_gate)
        {
            CutWhatIsOver();
            return look();
        }
    }

    private void CutWhatIsOver()
    {
        var now = clock.GetUtcNow();
        foreach (var connection in _open.Where(connection => limit is { } time && _lostWeightAt.TryGetValue(connection.Deployment, out var lost) && lost + time <= now).ToArray())
        {
            _open.Remove(connection);
            _cut[connection.Deployment] = _cut.GetValueOrDefault(connection.Deployment) + 1;
        }
    }
}
