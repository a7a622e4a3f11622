using System.Collections.Immutable;

namespace BlueGreen.Processes;

/// <summary>Ends all processes of a deployment, whoever started them.</summary>
internal sealed class DeploymentStopper(ProcessStopper stopper, TimeSpan grace)
{
    /// <summary>Ends every process of the deployment up to the start that the record tells of, and returns when they are gone.</summary>
    public async Task<bool> StopAsync(DeploymentDirectory directory, DeploymentRecord record, CancellationToken cancellationToken)
    {
        await stopper.StopAsync(FinderOf(directory, record), grace, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static Func<ImmutableArray<ProcessEntry>> FinderOf(DeploymentDirectory directory, DeploymentRecord record)
    {
        var marker = directory.MarkerOf(record.Operation);
        var tree = record.Process is { IsOfThisBoot: true } process ? new ProcessTree(process) : null;
        return () => [.. marker.Find(record.Start).Union(tree?.Find() ?? [])];
    }
}
