namespace BlueGreen.Processes;

/// <summary>Reads which deployment is live, and tells the state folder under which epoch that was asked.</summary>
internal static class LiveReading
{
    public static async Task<Observed<Deployment?>> ReadAsync(DeploymentDirectory directory, OperationContext operation, CancellationToken cancellationToken)
    {
        try
        {
            if (File.Exists(directory.Root))
            {
                return Observed.Unknown<Deployment?>($"{directory.Root} is a file, and not the state folder. Put the folder back, or set StateDirectory to another one.");
            }

            if (!directory.Exists && (operation.Blue ?? operation.Green) is { } known)
            {
                return Observed.Unknown<Deployment?>(
                    $"The state folder {directory.Root} is gone, though deployment {known.Id} was made there. Put it back or mount its disk, or set StateDirectory to where it is.");
            }

            var live = directory.ReadLive();
            if (operation.Token.Epoch > live.Epoch && directory.Exists)
            {
                live = await NoteAsync(directory, operation, cancellationToken).ConfigureAwait(false);
            }

            return live.Live is { } id ? Find(directory, id) : Observed.Known<Deployment?>(null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ProviderException)
        {
            return Observed.Unknown<Deployment?>($"Reading the live deployment from {directory.Root} failed: {e.Message}");
        }
    }

    private static async Task<LiveRecord> NoteAsync(DeploymentDirectory directory, OperationContext operation, CancellationToken cancellationToken)
    {
        using var held = await directory.LockAsync(cancellationToken).ConfigureAwait(false);
        var live = directory.ReadLive();
        if (operation.Token.Epoch <= live.Epoch)
        {
            return live;
        }

        var noted = live with { Epoch = operation.Token.Epoch };
        directory.SaveLive(noted);
        return noted;
    }

    private static Observed<Deployment?> Find(DeploymentDirectory directory, string id) => directory.Find(id) is { } record
        ? Observed.Known<Deployment?>(record.ToDeployment())
        : Observed.Unknown<Deployment?>($"{directory.Root} says that {id} is live, but holds no record of it. Deploy again, or restore the record.");
}
