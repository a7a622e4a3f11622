namespace BlueGreen;

/// <summary>An environment whose retired deployments do not answer until they are started again.</summary>
public interface IRestartableEnvironment : IEnvironmentProvider
{
    /// <summary>Makes a retired deployment answer again and returns once it can be probed. Repeatable; harmless when it is running.</summary>
    /// <param name="deployment">The deployment as it was. Its address may change.</param>
    /// <param name="operation">On whose behalf.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The deployment with its present address.</returns>
    /// <exception cref="ProviderException">It could not be started.</exception>
    Task<Deployment> RestartAsync(Deployment deployment, OperationContext operation, CancellationToken cancellationToken);
}
