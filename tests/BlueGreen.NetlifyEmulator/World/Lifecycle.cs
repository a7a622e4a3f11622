namespace BlueGreen.NetlifyEmulator.World;

/// <summary>Moves a deploy through its states.</summary>
internal static class Lifecycle
{
    /// <summary>Takes the digests, and says what comes next.</summary>
    public static void Declare(Deploy deploy, bool isAsync, DateTimeOffset now) =>
        Enter(deploy, isAsync ? DeployState.Preparing : deploy.IsComplete ? DeployState.Uploaded : DeployState.Uploading, now);

    /// <summary>A file has arrived.</summary>
    public static void Receive(Deploy deploy, DateTimeOffset now)
    {
        if (deploy.State is DeployState.Prepared or DeployState.Uploading)
        {
            Enter(deploy, deploy.IsComplete ? DeployState.Uploaded : DeployState.Uploading, now);
        }
    }

    /// <summary>Goes on by one state.</summary>
    /// <returns>False where it waits for the client, is stuck, or is over.</returns>
    public static bool Advance(Deploy deploy, DateTimeOffset now)
    {
        var next = Next(deploy);
        if (next is null || deploy.State == deploy.Script.StuckIn)
        {
            return false;
        }

        Enter(deploy, next, now);
        if (next == DeployState.Ready)
        {
            Publishing.Finish(deploy, now);
        }
        else if (next == DeployState.Error)
        {
            deploy.ErrorMessage = deploy.Script.Error;
        }

        return true;
    }

    public static void Enter(Deploy deploy, string state, DateTimeOffset now)
    {
        deploy.State = state;
        deploy.UpdatedAt = deploy.MovedAt = now;
    }

    private static string? Next(Deploy deploy) => deploy.State switch
    {
        DeployState.Preparing => DeployState.Prepared,
        DeployState.Prepared when deploy.IsComplete => DeployState.Uploaded,
        DeployState.Uploaded => DeployState.Processing,
        DeployState.Processing => deploy.Script.Error is null ? DeployState.Processed : DeployState.Error,
        DeployState.Processed => DeployState.Ready,
        _ => null,
    };
}
