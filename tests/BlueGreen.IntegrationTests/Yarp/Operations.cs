namespace BlueGreen.IntegrationTests.Yarp;

/// <summary>Contexts for calls of the router.</summary>
internal static class Operations
{
    public static OperationContext Of(Backend? blue, Backend? green, long intent = 1, long epoch = 1) => Of(blue?.Deployment, green?.Deployment, intent, epoch);

    public static OperationContext Of(Deployment? blue, Deployment? green, long intent = 1, long epoch = 1) => new()
    {
        Rollout = new("r1"),
        Application = RouterHost.Application,
        Step = "shift",
        Operation = new($"r1-{epoch}-{intent}"),
        Token = new(epoch, intent),
        StartedAt = TimeProvider.System.GetUtcNow(),
        Deadline = TimeProvider.System.GetUtcNow().AddMinutes(5),
        TimeLeft = TimeSpan.FromMinutes(5),
        Release = new("2.0.0"),
        Blue = blue,
        Green = green,
    };
}
