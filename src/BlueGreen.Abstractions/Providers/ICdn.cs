namespace BlueGreen;

/// <summary>A provider that can empty a content delivery network's cache.</summary>
public interface ICdn : IProvider
{
    /// <summary>Purges the application's cached answers. Repeatable.</summary>
    /// <param name="operation">On whose behalf.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task PurgeAsync(OperationContext operation, CancellationToken cancellationToken);
}
