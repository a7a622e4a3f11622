namespace BlueGreen.Testing.Reference;

/// <summary>A long-lived connection through a <see cref="ReferenceTrafficRouter"/>. Disposing it closes it from the user's side. Thread-safe.</summary>
public sealed class ReferenceConnection : IDisposable
{
    private readonly ReferenceConnections _connections;

    internal ReferenceConnection(ReferenceConnections connections, DeploymentId deployment) => (_connections, Deployment) = (connections, deployment);

    /// <summary>The deployment at its other end.</summary>
    public DeploymentId Deployment { get; }

    /// <summary>Whether it is neither closed nor cut.</summary>
    public bool IsOpen => _connections.IsOpen(this);

    /// <summary>Closes it.</summary>
    public void Dispose() => _connections.Close(this);
}
