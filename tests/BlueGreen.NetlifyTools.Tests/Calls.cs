namespace BlueGreen.NetlifyTools.Tests;

/// <summary>Contexts of calls.</summary>
internal static class Calls
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static OperationContext Deploying(Release release) => new()
    {
        Rollout = new("r-1"),
        Application = "shop",
        Step = "deploy",
        Operation = new($"deploy-{release.Version.Replace('.', '-')}"),
        Token = new(1, 1),
        StartedAt = TimeProvider.System.GetUtcNow(),
        Deadline = TimeProvider.System.GetUtcNow() + Patience,
        TimeLeft = Patience,
        Release = release,
    };
}
