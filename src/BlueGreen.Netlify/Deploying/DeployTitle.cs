using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify.Deploying;

/// <summary>
/// Titles of deploys, which mark whose they are: the operation, then the version. A title of one kind more marks that the operation is settled, and another the deploy that stands for no release.
/// </summary>
internal static class DeployTitle
{
    public const string Vacant = "BlueGreen: no release";

    private const string Made = "BlueGreen ";
    private const string Over = "BlueGreen settled ";

    public static string Of(OperationContext operation) => $"{Made}{operation.Operation} {operation.Release.Version}";

    public static string Settled(OperationId operation) => $"{Over}{operation}";

    public static bool IsOf(string? title, OperationId operation) => title?.StartsWith($"{Made}{operation} ", StringComparison.Ordinal) == true && title != Settled(operation);

    /// <summary>Whether the deploy was made by BlueGreen, and for a release.</summary>
    public static bool IsOurs(NetlifyDeploy deploy) => VersionOf(deploy) is not null;

    /// <summary>The version that the deploy runs; null where others made it.</summary>
    public static string? VersionOf(NetlifyDeploy deploy)
    {
        if (deploy.Title is not { } title || !title.StartsWith(Made, StringComparison.Ordinal) || title.StartsWith(Over, StringComparison.Ordinal))
        {
            return null;
        }

        var version = title.IndexOf(' ', Made.Length) + 1;
        return version > Made.Length && version < title.Length ? title[version..] : null;
    }
}
