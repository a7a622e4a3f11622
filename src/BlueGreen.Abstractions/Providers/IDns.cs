namespace BlueGreen;

/// <summary>A provider that manages DNS records.</summary>
public interface IDns : IProvider
{
    /// <summary>Points a host name at a deployment, after recording what it pointed at. Absolute and repeatable.</summary>
    /// <param name="host">The host name, such as <c>www</c>.</param>
    /// <param name="target">Where it is to point.</param>
    /// <param name="operation">Carries the write token.</param>
    /// <param name="cancellationToken">Cancels the call; it is then repeated.</param>
    Task PointAsync(string host, Deployment target, OperationContext operation, CancellationToken cancellationToken);
}
