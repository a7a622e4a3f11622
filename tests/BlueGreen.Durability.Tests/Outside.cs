namespace BlueGreen.Durability.Tests;

/// <summary>Compares what users, the register, the environment and the machine show with what a closed rollout's journal says.</summary>
internal static class Outside
{
    private const string Application = "storefront";
    private const string Defect = "500: Storefront 3.0.0: the shopping cart is out of order.";
    private const int Visits = 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="world">The world.</param>
    /// <param name="live">What must have all traffic, and be live.</param>
    /// <param name="status">The rollout.</param>
    public static async Task CheckAsync(World world, Deployment live, RolloutStatus status)
    {
        Assert.Equal(TrafficSplit.AllTo(live.Id), status.Split);
        var register = await world.Register.ReadAsync(Application, Token);
        Assert.Equal((status.Split, live.Id), (register!.Split, Assert.Single(register.Deployments).Id));
        await CheckServedAsync(world.Url, live);
        await CheckEnvironmentAsync(world, live, status);
        Assert.Equal(1, world.CountStorefronts());
        Assert.DoesNotContain(world.Users!.Failures, failure => !failure.StartsWith(Defect, StringComparison.Ordinal));
    }

    private static async Task CheckServedAsync(Uri url, Deployment live)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = url };
        foreach (var _ in Enumerable.Range(0, Visits))
        {
            Assert.StartsWith($"Storefront {live.Version}:", await http.GetStringAsync("/", Token), StringComparison.Ordinal);
        }
    }

    /// <summary>Read as a driver of the lowest epoch does, which changes nothing.</summary>
    private static async Task CheckEnvironmentAsync(World world, Deployment live, RolloutStatus status)
    {
        await using var environment = new ChildProcessEnvironment(Command.Run("dotnet"), new() { StateDirectory = world.State, HandOverOnExit = true });
        var context = new OperationContext
        {
            Rollout = status.Summary.Rollout,
            Application = Application,
            Step = "test",
            Operation = new("test"),
            Token = new(0, 0),
            StartedAt = TimeProvider.System.GetUtcNow(),
            Deadline = TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1),
            TimeLeft = TimeSpan.FromMinutes(1),
            Release = new(status.Summary.Version),
        };
        var found = await environment.ReadLiveAsync(context, Token);
        Assert.True(found.IsKnown, found.Reason);
        Assert.Equal((live.Id, live.Version), (found.Value!.Id, found.Value.Version));
        Assert.Single(await environment.ListAsync(context, Token), kept => kept.Deployment.Id == live.Id);
    }
}
