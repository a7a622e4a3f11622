namespace AspNetCoreHost.Access;

/// <summary>What a caller may be. A viewer looks, an operator starts, steers and turns back, an approver approves; operators and approvers look as well.</summary>
internal static class Roles
{
    public const string Viewer = "viewer";
    public const string Operator = "operator";
    public const string Approver = "approver";

    public static string[] All => [Viewer, Operator, Approver];
}
