namespace BlueGreen.Processes;

/// <summary>Waits for a started deployment until it is ready, ends, is cancelled, or its deadline passes.</summary>
internal sealed class DeploymentWaiter(ReadinessProbe probe, ReleaseLauncher launcher, TimeSpan interval, TimeProvider clock)
{
    /// <returns>The deployment; null when it ended because another program listens on its port, and it has to be started on another one.</returns>
    public async Task<Deployment?> WaitAsync(
        DeploymentDirectory directory,
        DeploymentRecord record,
        TimeSpan timeLeft,
        CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        while (record.IsRunning)
        {
            var answer = await probe.AskAsync(record.Port, cancellationToken).ConfigureAwait(false);
            if (answer is null && record.IsRunning)
            {
                return await CompleteAsync(directory, record, cancellationToken).ConfigureAwait(false);
            }

            if (clock.GetElapsedTime(begun) + interval >= timeLeft)
            {
                throw DeploymentFailure.NotReady(record, answer ?? "it has just ended", directory.OutputPath(record));
            }

            await Task.Delay(interval, clock, cancellationToken).ConfigureAwait(false);
        }

        var failure = await GiveUpAsync(directory, record, cancellationToken).ConfigureAwait(false);
        return failure is { IsTransient: true } && clock.GetElapsedTime(begun) < timeLeft ? null : throw failure;
    }

    private static async Task<Deployment> CompleteAsync(DeploymentDirectory directory, DeploymentRecord record, CancellationToken cancellationToken)
    {
        using var held = await directory.LockAsync(cancellationToken).ConfigureAwait(false);
        var current = Current(directory, record);
        return (current.State == DeploymentState.Ready ? current : directory.Save(current with { State = DeploymentState.Ready })).ToDeployment();
    }

    private async Task<ProviderException> GiveUpAsync(DeploymentDirectory directory, DeploymentRecord record, CancellationToken cancellationToken)
    {
        var exitCode = record.Process is { } process ? await launcher.ExitCodeAsync(process, cancellationToken).ConfigureAwait(false) : null;
        using var held = await directory.LockAsync(cancellationToken).ConfigureAwait(false);
        var current = Current(directory, record);
        if (current.IsBeingStarted && !FreePort.IsFree(current.Port) && directory.MarkerOf(current.Operation).Find().IsEmpty)
        {
            Forget(directory, current);
            return DeploymentFailure.PortTaken(current);
        }

        directory.Save(current with { State = current.IsComplete ? DeploymentState.Retired : DeploymentState.Failed });
        return DeploymentFailure.Ended(current, exitCode, directory.OutputPath(current));
    }

    /// <summary>Lets the next attempt start afresh.</summary>
    private static void Forget(DeploymentDirectory directory, DeploymentRecord record)
    {
        if (record.IsComplete)
        {
            directory.Save(record with { State = DeploymentState.Retired });
        }
        else
        {
            directory.Delete(record.Deployment);
        }
    }

    private static DeploymentRecord Current(DeploymentDirectory directory, DeploymentRecord record) => directory.Find(record.Deployment) switch
    {
        null or { State: DeploymentState.Cancelled } => throw DeploymentFailure.Cancelled(record),
        { State: DeploymentState.Retired } => throw DeploymentFailure.StoppedMeanwhile(record),
        { } other when other.Start != record.Start => throw DeploymentFailure.StoppedMeanwhile(record),
        { } current => current,
    };
}
