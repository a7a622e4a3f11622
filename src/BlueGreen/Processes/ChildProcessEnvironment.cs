using System.Collections.Immutable;
using BlueGreen.Processes;

namespace BlueGreen;

/// <summary>
/// Runs each deployment as a process of this machine (Linux only). Blue and green run beside each other, each on a free loopback port
/// that it is told in the variables <c>PORT</c> and <c>ASPNETCORE_URLS</c>, or by the placeholder <see cref="Port"/>. The processes live
/// in sessions of their own, write to files in the state folder, and outlive the host; a host that starts again finds them.
/// </summary>
/// <remarks>
/// The command has to stay in the foreground. Its output files are not rotated. A service manager that ends a whole control group
/// together with the host, as systemd does by default, ends the deployments, too; set <c>KillMode=process</c> there.
/// </remarks>
public sealed class ChildProcessEnvironment : IRestartableEnvironment, IDeploymentRetention, IAsyncDisposable
{
    /// <summary>Stands for the deployment's port, in the command's arguments and variables.</summary>
    public const string Port = "{port}";

    private readonly ChildProcessOptions _options;
    private readonly StateDirectories _directories;
    private readonly OwnDeployments _own = new();
    private readonly ReadinessProbe _probe;
    private readonly ReleaseLauncher _launcher;
    private readonly DeploymentStarter _starter;
    private readonly DeploymentWaiter _waiter;
    private readonly DeploymentStopper _stopper;

    /// <summary>Makes an environment; nothing is started yet.</summary>
    /// <param name="command">
    /// Starts a release, with the placeholders of <see cref="ReleaseToken"/> and <see cref="Port"/>. Its time limit does not apply.
    /// </param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">The command or the options are unusable; says everything that is wrong with them.</exception>
    public ChildProcessEnvironment(Command command, ChildProcessOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        _options = options ?? new();
        ChildProcessValidation.Check(command, _options);

        _directories = new(_options.StateDirectory, _options.Clock);
        _probe = new(_options.ReadinessPath, _options.Clock);
        _launcher = new(command);
        _starter = new(command, _launcher, _options.Clock);
        _waiter = new(_probe, _launcher, _options.ReadinessPollInterval, _options.Clock);
        _stopper = new(new(_options.Clock), _options.StopGrace);
        Identity = CommandTemplate.Identify(command, _options);
    }

    /// <inheritdoc/>
    public ProviderIdentity Identity { get; }

    /// <summary>Fences by token: the highest is kept beside the live deployment, and lower ones are refused when a deployment is made live, retired or deleted.</summary>
    public EnvironmentCapabilities Capabilities { get; } = new() { Fencing = Fencing.Token };

    /// <summary>Reads which deployment is live. It is live, too, while its process does not run; <see cref="RestartAsync"/> starts it.</summary>
    /// <inheritdoc/>
    public Task<Observed<Deployment?>> ReadLiveAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<Observed<Deployment?>>(cancellationToken);
        }

        _own.Note(operation);
        return LiveReading.ReadAsync(_directories.Of(operation.Application), operation, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Deployment> DeployAsync(OperationContext operation, CancellationToken cancellationToken) =>
        _directories.ActAsync(operation, directory => StartAsync(directory, () => _starter.Deploy(directory, operation), operation, cancellationToken));

    /// <inheritdoc/>
    public Task CancelDeployAsync(OperationContext operation, CancellationToken cancellationToken) =>
        _directories.ActAsync(operation, async directory =>
        {
            var record = await directory.ChangeAsync(operation, () => DeploymentMarks.Cancel(directory, operation), cancellationToken).ConfigureAwait(false);
            return await _stopper.StopAsync(directory, record, cancellationToken).ConfigureAwait(false);
        });

    /// <inheritdoc/>
    public Task MakeLiveAsync(Deployment? deployment, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return _directories.ActAsync(operation, directory =>
            directory.ChangeAsync(operation, () => DeploymentMarks.MakeLive(directory, deployment?.Id.Value, operation), cancellationToken));
    }

    /// <inheritdoc/>
    public Task RetireAsync(Deployment deployment, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        return StopAsync(deployment.Id, "retired", operation, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Deployment> RestartAsync(Deployment deployment, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        return _directories.ActAsync(operation, async directory =>
        {
            DeploymentRecord Find() => DeploymentMarks.FindComplete(directory, deployment.Id.Value);
            var known = await directory.ChangeAsync(operation, Find, cancellationToken).ConfigureAwait(false);
            if (known.State == DeploymentState.Retired)
            {
                await _stopper.StopAsync(directory, known, cancellationToken).ConfigureAwait(false);
            }

            DeploymentRecord Start()
            {
                EpochFence.Keep(directory, operation);
                return _starter.Restart(directory, Find(), operation);
            }

            return await StartAsync(directory, Start, operation, cancellationToken).ConfigureAwait(false);
        });
    }

    /// <summary>Lists the deployments that have been ready once. The live one counts as locked.</summary>
    /// <inheritdoc/>
    public Task<ImmutableArray<RetainedDeployment>> ListAsync(OperationContext operation, CancellationToken cancellationToken) =>
        _directories.ActAsync(operation, directory =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(directory.ListRetained());
        });

    /// <inheritdoc/>
    public async Task DeleteAsync(DeploymentId deployment, OperationContext operation, CancellationToken cancellationToken)
    {
        await StopAsync(deployment, "deleted", operation, cancellationToken).ConfigureAwait(false);
        await _directories.ActAsync(operation, directory =>
            directory.ChangeAsync(operation, () => DeploymentMarks.Delete(directory, deployment.Value, operation), cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>
    /// Stops what this environment started and what is neither live nor the deployment to return to; with
    /// <see cref="ChildProcessOptions.StopOnExit"/> those, too, with <see cref="ChildProcessOptions.HandOverOnExit"/> nothing. Leaves everything to another host that has
    /// taken over since.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var own in _options.HandOverOnExit ? [] : _own.Take())
        {
            await LeaveAsync(_directories.Of(own.Application), own).ConfigureAwait(false);
        }

        _launcher.Dispose();
        _probe.Dispose();
    }

    /// <summary>Starts a deployment and waits for it; again on another port as long as other programs take its port before it listens there.</summary>
    private async Task<Deployment> StartAsync(
        DeploymentDirectory directory,
        Func<DeploymentRecord> start,
        OperationContext operation,
        CancellationToken cancellationToken)
    {
        var begun = _options.Clock.GetTimestamp();
        while (true)
        {
            var record = await directory.ChangeAsync(operation, start, cancellationToken).ConfigureAwait(false);
            _own.Add(operation, record.Deployment);
            if (await _waiter.WaitAsync(directory, record, operation.TimeLeft - _options.Clock.GetElapsedTime(begun), cancellationToken).ConfigureAwait(false) is { } ready)
            {
                return ready;
            }
        }
    }

    private Task<bool> StopAsync(DeploymentId deployment, string verb, OperationContext operation, CancellationToken cancellationToken) =>
        _directories.ActAsync(operation, async directory =>
        {
            DeploymentRecord? Mark() => DeploymentMarks.Retire(directory, deployment.Value, verb, operation);
            var record = await directory.ChangeAsync(operation, Mark, cancellationToken).ConfigureAwait(false);
            return record is not null && await _stopper.StopAsync(directory, record, cancellationToken).ConfigureAwait(false);
        });

    private async Task LeaveAsync(DeploymentDirectory directory, OwnDeployments.Share own)
    {
        DeploymentRecord[] leaving;
        using (await directory.LockAsync(CancellationToken.None).ConfigureAwait(false))
        {
            leaving = DeploymentMarks.Leave(directory, own, _options.StopOnExit);
        }

        await Task.WhenAll(leaving.Select(record => _stopper.StopAsync(directory, record, CancellationToken.None))).ConfigureAwait(false);
    }
}
