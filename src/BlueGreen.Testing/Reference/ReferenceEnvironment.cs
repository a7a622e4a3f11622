using System.Collections.Immutable;

namespace BlueGreen.Testing.Reference;

/// <summary>
/// An environment in memory that keeps every promise of <see cref="IRestartableEnvironment"/> and <see cref="IDeploymentRetention"/>: to read, to test against, and to try
/// kits and tools with. Its deployments answer nobody; <see cref="IsRunning"/> tells whether they would. A release whose version begins with <c>broken</c> fails. Thread-safe.
/// </summary>
/// <param name="faults">Trouble to meet; null for none.</param>
/// <param name="router">Where traffic weights can be seen; null when they cannot.</param>
/// <param name="clock">Tells when a deployment was made; null for the system's.</param>
public sealed class ReferenceEnvironment(ReferenceFaults? faults = null, ReferenceTrafficRouter? router = null, TimeProvider? clock = null)
    : IRestartableEnvironment, IDeploymentRetention
{
    private readonly ReferenceFaults _faults = faults ?? new();
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly Lock _gate = new();
    private readonly TokenFence _fence = new();
    private readonly List<ReferenceDeployment> _deployments = [];
    private readonly HashSet<OperationId> _cancelled = [];
    private DeploymentId? _live;

    /// <inheritdoc/>
    public ProviderIdentity Identity { get; } = new("reference-environment", "1");

    /// <summary>Fences by token.</summary>
    public EnvironmentCapabilities Capabilities { get; } = new() { Fencing = Fencing.Token };

    /// <summary>Whether a deployment runs.</summary>
    /// <param name="deployment">The deployment.</param>
    public bool IsRunning(DeploymentId deployment) => Locked(() => Find(deployment) is { IsRunning: true });

    /// <summary>Locks a deployment against deletion.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <exception cref="ProviderException">There is no such deployment.</exception>
    public void Lock(DeploymentId deployment) => Locked(() => Get(deployment).IsLocked = true);

    /// <inheritdoc/>
    public async Task<Observed<Deployment?>> ReadLiveAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        try
        {
            return await ActAsync("Reading the live deployment", () => Observed.Known(_live is { } id ? Find(id)?.Deployment : null), cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException e)
        {
            return Observed.Unknown<Deployment?>(e.Message);
        }
    }

    /// <inheritdoc/>
    public Task<Deployment> DeployAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return ActAsync($"Deploying {operation.Release}", () => Deploy(operation), cancellationToken);
    }

    /// <inheritdoc/>
    public Task CancelDeployAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return ActAsync(
            $"Settling {operation.Operation}",
            () =>
            {
                _cancelled.Add(operation.Operation);
                return _deployments.RemoveAll(deployment => deployment.Operation == operation.Operation && deployment.Id != _live);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task MakeLiveAsync(Deployment? deployment, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return ActAsync(
            $"Making {deployment?.ToString() ?? "nothing"} live",
            () =>
            {
                DeploymentId? id = deployment is null ? null : Get(deployment.Id).Id;
                _fence.Pass(operation, $"Making {deployment?.ToString() ?? "nothing"} live");
                return _live = id;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task RetireAsync(Deployment deployment, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        ArgumentNullException.ThrowIfNull(operation);
        return ActAsync(
            $"Retiring {deployment}",
            () =>
            {
                RefuseWhatIsUsed(deployment.Id, operation, "Retiring");
                return Find(deployment.Id) is { } known && (known.IsRunning = false);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Deployment> RestartAsync(Deployment deployment, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        return ActAsync(
            $"Restarting {deployment}",
            () =>
            {
                var known = Get(deployment.Id);
                known.IsRunning = true;
                return known.Deployment;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<RetainedDeployment>> ListAsync(OperationContext operation, CancellationToken cancellationToken) => ActAsync(
        "Listing the deployments",
        () => _deployments.AsEnumerable().Reverse().Select(known => new RetainedDeployment(known.Deployment, known.CreatedAt, known.IsLocked)).ToImmutableArray(),
        cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(DeploymentId deployment, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return ActAsync(
            $"Deleting {deployment}",
            () =>
            {
                RefuseWhatIsUsed(deployment, operation, "Deleting");
                return Find(deployment) is not { IsLocked: true }
                    ? _deployments.RemoveAll(known => known.Id == deployment)
                    : throw ProviderException.Permanent($"Deleting {deployment} was refused: it is locked. Unlock it first.");
            },
            cancellationToken);
    }

    private Deployment Deploy(OperationContext operation)
    {
        if (_cancelled.Contains(operation.Operation))
        {
            throw ProviderException.Permanent($"Deploying {operation.Release} as {operation.Operation} was refused: the operation was cancelled. Start another rollout.");
        }

        if (operation.Release.Version.StartsWith("broken", StringComparison.Ordinal))
        {
            throw ProviderException.Permanent($"Deploying {operation.Release} failed: it is broken. Deploy another version.");
        }

        var known = _deployments.Find(deployment => deployment.Operation == operation.Operation);
        if (known is null)
        {
            known = new(operation, _clock.GetUtcNow());
            _deployments.Add(known);
        }

        return known.Deployment;
    }

    private void RefuseWhatIsUsed(DeploymentId deployment, OperationContext operation, string what)
    {
        _fence.Pass(operation, $"{what} {deployment}");
        if (_live == deployment)
        {
            throw ProviderException.Permanent($"{what} {deployment} was refused: it is live. Make another deployment live first.");
        }

        if (router?.Split.WeightOf(deployment) is { Percent: > 0 } weight)
        {
            throw ProviderException.Permanent($"{what} {deployment} was refused: it receives {weight} of the traffic. Take its weight first.");
        }
    }

    private ReferenceDeployment? Find(DeploymentId deployment) => _deployments.Find(known => known.Id == deployment);

    private ReferenceDeployment Get(DeploymentId deployment) =>
        Find(deployment) ?? throw ProviderException.Permanent($"There is no deployment {deployment}. Deploy it first.");

    private async Task<T> ActAsync<T>(string what, Func<T> act, CancellationToken cancellationToken)
    {
        await _faults.EnterAsync(what, cancellationToken).ConfigureAwait(false);
        var result = Locked(act);
        _faults.Leave();
        return result;
    }

    private T Locked<T>(Func<T> act)
    {
        lock (_gate)
        {
            return act();
        }
    }
}
