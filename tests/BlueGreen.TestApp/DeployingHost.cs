namespace BlueGreen.TestApp;

/// <summary>A host that deploys, says what it did, and then waits to be killed: <c>host STATE APPLICATION OPERATION PROGRAM ARGUMENTS…</c>.</summary>
internal static class DeployingHost
{
    public static async Task<int> RunAsync(string[] args)
    {
        var environment = new ChildProcessEnvironment(
            Command.Run(args[3], [.. args[4..]]),
            new() { StateDirectory = args[0], ReadinessPath = "/health" });
        var operation = new OperationContext
        {
            Rollout = new("rollout"),
            Application = args[1],
            Step = "deploy",
            Operation = new(args[2]),
            Token = new(1, 1),
            StartedAt = DateTimeOffset.UtcNow,
            Deadline = DateTimeOffset.MaxValue,
            TimeLeft = TimeSpan.FromMinutes(2),
            Release = new("2.0.0"),
        };

        Console.WriteLine("deploying");
        var deployment = await environment.DeployAsync(operation, CancellationToken.None);
        await environment.MakeLiveAsync(deployment, operation with { Token = new(1, 2) }, CancellationToken.None);
        Console.WriteLine(deployment.Url);
        await Task.Delay(Timeout.Infinite);
        return 0;
    }
}
