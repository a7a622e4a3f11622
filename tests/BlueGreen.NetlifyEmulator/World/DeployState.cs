namespace BlueGreen.NetlifyEmulator.World;

/// <summary>The states that a deploy goes through here.</summary>
internal static class DeployState
{
    public const string New = "new";
    public const string Preparing = "preparing";
    public const string Prepared = "prepared";
    public const string Uploading = "uploading";
    public const string Uploaded = "uploaded";
    public const string Processing = "processing";
    public const string Processed = "processed";
    public const string Ready = "ready";
    public const string Error = "error";
}
