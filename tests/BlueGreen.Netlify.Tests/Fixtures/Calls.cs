namespace BlueGreen.Netlify.Tests.Fixtures;

/// <summary>Contexts of calls.</summary>
internal static class Calls
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static OperationContext Of(Release release, string name = "op-1", Deployment? blue = null, Deployment? green = null) => new()
    {
        Rollout = new("r-1"),
        Application = "shop",
        Step = "test",
        Operation = new(name),
        Token = new(1, 1),
        StartedAt = TimeProvider.System.GetUtcNow(),
        Deadline = TimeProvider.System.GetUtcNow() + Patience,
        TimeLeft = Patience,
        Release = release,
        Blue = blue,
        Green = green,
    };
}
