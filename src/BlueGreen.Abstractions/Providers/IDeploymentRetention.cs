using System.Collections.Immutable;

namespace BlueGreen;

/// <summary>An environment that keeps old deployments and can delete them.</summary>
public interface IDeploymentRetention : IEnvironmentProvider
{
    /// <summary>Lists the application's deployments, newest first.</summary>
    /// <param name="operation">On whose behalf.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<ImmutableArray<RetainedDeployment>> ListAsync(OperationContext operation, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes a deployment for good. Harmless when it is gone already; refused with a permanent <see cref="ProviderException"/> when it is live or locked, when the environment
    /// can tell that it has traffic weight, and, where the environment fences, under a token lower than the highest it has seen.
    /// </summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="operation">Carries the write token.</param>
    /// <param name="cancellationToken">Cancels the call; it is then repeated.</param>
    Task DeleteAsync(DeploymentId deployment, OperationContext operation, CancellationToken cancellationToken);
}
