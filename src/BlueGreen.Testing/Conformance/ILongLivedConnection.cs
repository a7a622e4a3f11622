namespace BlueGreen.Testing.Conformance;

/// <summary>A user's open connection through a router. Disposing it closes it from the user's side.</summary>
public interface ILongLivedConnection : IAsyncDisposable
{
    /// <summary>Lets the deployment send one message and receives it.</summary>
    /// <param name="cancellationToken">Stops waiting for it.</param>
    /// <returns>Whether it came; false when the connection has been cut.</returns>
    Task<bool> ExchangeAsync(CancellationToken cancellationToken);
}
