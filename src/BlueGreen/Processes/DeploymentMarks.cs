namespace BlueGreen.Processes;

/// <summary>Changes of the state folder that need no process. The caller holds the lock.</summary>
internal static class DeploymentMarks
{
    /// <summary>Marks the operation's deployment so that it is never started, whether it exists or not.</summary>
    public static DeploymentRecord Cancel(DeploymentDirectory directory, OperationContext operation)
    {
        var record = directory.FindOperation(operation.Operation) ?? Nothing(operation);
        RefuseLive(directory, record.Deployment, "cancelled");
        return directory.Save(record with { State = DeploymentState.Cancelled });
    }

    public static LiveRecord MakeLive(DeploymentDirectory directory, string? deployment, OperationContext operation)
    {
        EpochFence.PassToken(directory, operation);
        var changed = directory.ReadLive().With(deployment is null ? null : FindComplete(directory, deployment).Deployment, operation.Token);
        directory.SaveLive(changed);
        return changed;
    }

    /// <summary>Marks a deployment as stopped before it is; null when there is none.</summary>
    public static DeploymentRecord? Retire(DeploymentDirectory directory, string deployment, string verb, OperationContext operation)
    {
        EpochFence.PassToken(directory, operation);
        RefuseLive(directory, deployment, verb);
        return directory.Find(deployment) is { } record ? Stop(directory, record) : null;
    }

    public static DeploymentRecord? Delete(DeploymentDirectory directory, string deployment, OperationContext operation)
    {
        EpochFence.PassToken(directory, operation);
        RefuseLive(directory, deployment, "deleted");
        var record = directory.Find(deployment);
        if (record is not null)
        {
            directory.Delete(deployment);
        }

        return record;
    }

    /// <summary>The deployments of a leaving host that do not outlive it, marked as stopped; none when another host has taken over.</summary>
    public static DeploymentRecord[] Leave(DeploymentDirectory directory, OwnDeployments.Share own, bool all)
    {
        var live = directory.ReadLive();
        if (live.Epoch > own.Epoch)
        {
            return [];
        }

        var leaving = own.Deployments.Where(deployment => all || !live.Keeps(deployment)).Select(directory.Find).OfType<DeploymentRecord>().ToArray();
        foreach (var record in leaving)
        {
            directory.Save(record.State == DeploymentState.Starting ? record with { Process = null } : Stopped(record));
        }

        return leaving;
    }

    /// <exception cref="ProviderException">There is no such deployment, or it has never been ready.</exception>
    public static DeploymentRecord FindComplete(DeploymentDirectory directory, string deployment) => directory.Find(deployment) switch
    {
        null => throw DeploymentFailure.Unknown(deployment, directory),
        { IsComplete: false } record => throw DeploymentFailure.Incomplete(record),
        { } record => record,
    };

    private static DeploymentRecord Stop(DeploymentDirectory directory, DeploymentRecord record)
    {
        var stopped = Stopped(record);
        return stopped == record ? record : directory.Save(stopped);
    }

    private static DeploymentRecord Stopped(DeploymentRecord record) => record.State switch
    {
        DeploymentState.Ready or DeploymentState.Restarting => record with { State = DeploymentState.Retired },
        DeploymentState.Starting => record with { State = DeploymentState.Failed },
        _ => record,
    };

    private static DeploymentRecord Nothing(OperationContext operation) => new()
    {
        Operation = operation.Operation.Value,
        Deployment = SafeName.OfDeployment(operation.Release.Version, operation.Operation.Value),
        Version = operation.Release.Version,
        CreatedAt = default,
        State = DeploymentState.Cancelled,
    };

    private static void RefuseLive(DeploymentDirectory directory, string deployment, string verb)
    {
        if (directory.ReadLive().Live == deployment)
        {
            throw DeploymentFailure.IsLive(deployment, verb);
        }
    }
}
