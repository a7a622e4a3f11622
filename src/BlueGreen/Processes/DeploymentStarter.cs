using System.Collections.Immutable;

namespace BlueGreen.Processes;

/// <summary>Sees to it that a deployment has one process. All of it happens under the folder's lock.</summary>
internal sealed class DeploymentStarter(Command command, ReleaseLauncher launcher, TimeProvider clock)
{
    /// <summary>Finds what the operation began, or begins it.</summary>
    public DeploymentRecord Deploy(DeploymentDirectory directory, OperationContext operation)
    {
        var record = directory.FindOperation(operation.Operation) is { } known ? Adopt(directory, known) : null;
        return record switch
        {
            null => Start(directory, Describe(operation), operation.Application),
            { State: DeploymentState.Cancelled } => throw DeploymentFailure.Cancelled(record),
            { State: DeploymentState.Starting, Process.IsOfThisBoot: true } or { State: DeploymentState.Failed } => record,
            { IsRunning: true } => record,
            _ => Start(directory, record, operation.Application),
        };
    }

    /// <summary>Finds the running process of a deployment that has been ready, or starts it again.</summary>
    public DeploymentRecord Restart(DeploymentDirectory directory, DeploymentRecord record, OperationContext operation)
    {
        var known = Adopt(directory, record);
        return known is { IsRunning: true, State: not DeploymentState.Retired } ? known : Start(directory, known, operation.Application);
    }

    /// <summary>Notes a process whose starter died between starting it and noting it.</summary>
    private static DeploymentRecord Adopt(DeploymentDirectory directory, DeploymentRecord record) =>
        record is { IsBeingStarted: true, Process: null } && directory.MarkerOf(record.Operation).FindLeader(record.Start) is { } leader
            ? directory.Save(record with { Process = ProcessIdentity.Of(leader) })
            : record;

    private DeploymentRecord Start(DeploymentDirectory directory, DeploymentRecord record, string application)
    {
        var intent = directory.Save(record with
        {
            State = record.IsComplete ? DeploymentState.Restarting : DeploymentState.Starting,
            Start = record.Start + 1,
            Port = FreePort.Choose(record.Port, PortsOfOthers(directory, record), $"{directory.Root} {record.Operation} {clock.GetTimestamp()}"),
            Process = null,
        });
        return directory.Save(intent with { Process = launcher.Launch(intent, directory, application) });
    }

    private DeploymentRecord Describe(OperationContext operation)
    {
        var resolved = command.For(operation.Release);
        return new()
        {
            Operation = operation.Operation.Value,
            Deployment = SafeName.OfDeployment(operation.Release.Version, operation.Operation.Value),
            Version = operation.Release.Version,
            Artifact = operation.Release.Artifact,
            CreatedAt = clock.GetUtcNow(),
            State = DeploymentState.Starting,
            FileName = ProgramPath.Find(resolved),
            Arguments = resolved.Arguments,
            WorkingDirectory = resolved.WorkingDirectory,
        };
    }

    private static ImmutableHashSet<int> PortsOfOthers(DeploymentDirectory directory, DeploymentRecord record) =>
        [.. directory.All().Where(other => other.Deployment != record.Deployment && (other.IsRunning || other.IsBeingStarted)).Select(other => other.Port)];
}
