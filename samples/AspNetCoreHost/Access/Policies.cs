namespace AspNetCoreHost.Access;

/// <summary>What the endpoints ask for.</summary>
internal static class Policies
{
    public const string Look = "look";
    public const string Operate = "operate";
    public const string Approve = "approve";
}
