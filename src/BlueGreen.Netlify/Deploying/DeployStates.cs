using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify.Deploying;

/// <summary>What the states of a deploy mean. Those that are not known are waited out.</summary>
internal static class DeployStates
{
    private static readonly string[] Ready = ["ready", "current", "old"];
    private static readonly string[] Failed = ["error", "rejected"];
    private static readonly string[] Uploaded = ["uploaded", "processing", "processed", .. Ready];

    public static bool IsReady(this NetlifyDeploy deploy) => Ready.Contains(deploy.State);

    public static bool HasFailed(this NetlifyDeploy deploy) => Failed.Contains(deploy.State);

    /// <summary>Whether it has all files.</summary>
    public static bool IsUploaded(this NetlifyDeploy deploy) => Uploaded.Contains(deploy.State);

    /// <summary>Whether it does not know yet what it consists of.</summary>
    public static bool IsNew(this NetlifyDeploy deploy) => deploy.State is "new" or null;

    /// <summary>Whether it says which files are missing.</summary>
    public static bool TakesFiles(this NetlifyDeploy deploy) => deploy.State is "prepared" or "uploading";

    public static bool IsUnderWay(this NetlifyDeploy deploy) => !deploy.IsReady() && !deploy.HasFailed();
}
