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

    /// <summary>Refuses a token that is older than that of the last write, and keeps a newer one.</summary>
    public static void PassToken(DeploymentDirectory directory, OperationContext operation)
    {
        var live = directory.ReadLive();
        if (operation.Token < live.Token)
        {
            throw ProviderException.Permanent(
                $"Refused step '{operation.Step}' of {operation.Application} under token {operation.Token}: "
                + $"a write under the newer token {live.Token} was here before. The call came too late; nothing is to be done.");
        }

        Keep(directory, operation);
    }

    /// <summary>Keeps a token that is newer than that of the last write, so that late calls are refused.</summary>
    public static void Keep(DeploymentDirectory directory, OperationContext operation)
    {
        var live = directory.ReadLive();
        if (operation.Token > live.Token)
        {
            directory.SaveLive(live with { Token = operation.Token, Epoch = Math.Max(live.Epoch, operation.Token.Epoch) });
        }
    }
}
