namespace BlueGreen.Processes;

/// <summary>Keeps out drivers that have been succeeded by another. The caller holds the folder's lock.</summary>
internal static class EpochFence
{
    /// <summary>Notes the caller's epoch, or refuses it.</summary>
    public static void Pass(DeploymentDirectory directory, OperationContext operation)
    {
        var live = directory.ReadLive();
        if (operation.Token.Epoch < live.Epoch)
        {
            throw ProviderException.Permanent(
                $"Refused step '{operation.Step}' of {operation.Application} under token {operation.Token}: "
                + $"a driver of epoch {live.Epoch} has taken over. Leave the rollout to it.");
        }

        if (operation.Token.Epoch > live.Epoch)
        {
            directory.SaveLive(live with { Epoch = operation.Token.Epoch });
        }
    }

    /// <summary>Refuses to change what is live under a token that is older than that of the last change.</summary>
    public static void PassToken(LiveRecord live, OperationContext operation)
    {
        if (operation.Token < live.Token)
        {
            throw ProviderException.Permanent(
                $"Refused to change the live deployment of {operation.Application} under token {operation.Token}: "
                + $"{live.Live} was made live under the newer token {live.Token}. The call came too late; nothing is to be done.");
        }
    }
}
