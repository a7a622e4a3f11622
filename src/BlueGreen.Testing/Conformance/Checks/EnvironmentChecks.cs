namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>What every environment promises.</summary>
internal static partial class EnvironmentChecks
{
    private const string Deploy = "IEnvironmentProvider.DeployAsync";
    private const string Live = "IEnvironmentProvider.MakeLiveAsync";
    private const string ReadLive = "IEnvironmentProvider.ReadLiveAsync";

    public static IReadOnlyList<CheckDefinition<EnvironmentTrial>> All { get; } = [.. Deploying, .. Cancelling, .. GoingLive, .. Retiring, .. Restarting, .. Retaining];

    private static IEnumerable<CheckDefinition<EnvironmentTrial>> Deploying =>
    [
        Trial.Identity<EnvironmentTrial>(async t => (await t.CreateAsync().ConfigureAwait(false)).Identity),
        new("deployment-can-be-probed", "A deploy returns once the deployment answers at an absolute address, and says its version.", Deploy,
            "Wait until the deployment answers before you return.", DeploymentCanBeProbed),
        new("deploy-is-not-live", "Deploying leaves the live deployment as it is.", Deploy, "Do not publish in DeployAsync; MakeLiveAsync does.", DeployIsNotLive),
        new("deploy-is-repeatable", "Repeated under the same operation, also by another process, a deploy finds what the earlier call began.", Deploy,
            "Mark what you make with the operation's name, and look for it first.", DeployIsRepeatable),
        new("deployments-are-beside-each-other", "Another operation makes another deployment with an address of its own, and both answer.", "Deployment.Url",
            "Give each deployment its own address, not an alias.", DeploymentsAreBeside),
        new("concurrent-deploys-make-one", "Many deploys under one operation at once make one deployment.", Deploy,
            "Take a lock, or make the name of what you make unique and look again after making it.", ConcurrentDeploysMakeOne),
        new("broken-release-fails", "A release that cannot run fails with ProviderException before the deadline, and can be settled.", Deploy,
            "Watch the deployment while you wait for it, and say what it printed.", BrokenReleaseFails),
        new("cancelled-deploy-throws", "A deploy whose token is cancelled already throws OperationCanceledException and begins nothing.", Deploy,
            "Begin with cancellationToken.ThrowIfCancellationRequested().", CancelledDeploy),
        new("interrupted-deploy-is-completed", "A deploy that was cancelled midway is completed by repeating it.", Deploy,
            "Find what the first call began by the operation's name.", InterruptedDeploy),
    ];

    private static async Task DeploymentCanBeProbed(EnvironmentTrial t)
    {
        var deployment = await t.DeployAsync(await t.CreateAsync().ConfigureAwait(false)).ConfigureAwait(false);
        t.Expect(deployment.Url.IsAbsoluteUri, $"the address '{deployment.Url}' is relative");
        t.Expect(deployment.Version == "2.0.0", $"the version is {deployment.Version ?? "null"}, not 2.0.0");
        await t.ExpectAnsweringAsync(deployment).ConfigureAwait(false);
    }

    private static async Task DeployIsNotLive(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        var blue = await t.DeployAsync(environment, "1.0.0").ConfigureAwait(false);
        await t.MakeLiveAsync(environment, blue).ConfigureAwait(false);
        await t.DeployAsync(environment).ConfigureAwait(false);
        await t.ExpectLiveAsync(environment, blue).ConfigureAwait(false);
    }

    private static async Task DeployIsRepeatable(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        var operation = t.Next("deploy");
        var first = await t.DeployAsync(environment, operation).ConfigureAwait(false);
        foreach (var again in new[] { environment, await t.CreateAsync().ConfigureAwait(false) })
        {
            var second = await t.DeployAsync(again, operation).ConfigureAwait(false);
            t.Expect(second == first, $"the repeated call returned {second} at {second.Url} after {first} at {first.Url}");
        }
    }

    private static async Task DeploymentsAreBeside(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        var blue = await t.DeployAsync(environment, "1.0.0").ConfigureAwait(false);
        var green = await t.DeployAsync(environment).ConfigureAwait(false);
        t.Expect(blue.Id != green.Id && blue.Url != green.Url, $"two operations made {blue.Id} at {blue.Url} and {green.Id} at {green.Url}");
        await t.ExpectAnsweringAsync(blue).ConfigureAwait(false);
        await t.ExpectAnsweringAsync(green).ConfigureAwait(false);
    }

    private static async Task ConcurrentDeploysMakeOne(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        var other = await t.CreateAsync().ConfigureAwait(false);
        var operation = t.Next("deploy");
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => t.DeployAsync(i % 2 == 0 ? environment : other, operation), t.Cancellation))).ConfigureAwait(false);
        t.Expect(made.Distinct().Count() == 1, $"they returned {string.Join(", ", made.Select(deployment => deployment.Id).Distinct())}");
        if (environment is IDeploymentRetention retention)
        {
            var kept = await t.CallAsync("ListAsync", ct => retention.ListAsync(operation, ct)).ConfigureAwait(false);
            t.Expect(kept.Length == 1, $"ListAsync has {kept.Length} deployments, not 1");
        }
    }

    private static async Task BrokenReleaseFails(EnvironmentTrial t)
    {
        var version = t.Fixture.BrokenVersion ?? throw Trial.Exempt("the fixture does not override BrokenVersion");
        var environment = await t.CreateAsync().ConfigureAwait(false);
        var operation = t.Next("deploy") with { Release = t.Fixture.ReleaseOf(version) };
        await t.RefusedAsync($"DeployAsync({version})", ct => environment.DeployAsync(operation, ct)).ConfigureAwait(false);
        await t.CancelDeployAsync(environment, operation).ConfigureAwait(false);
        await t.ExpectLiveAsync(environment, null).ConfigureAwait(false);
    }

    private static async Task CancelledDeploy(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        await t.CancelledAsync("DeployAsync", ct => environment.DeployAsync(t.Next("deploy"), ct)).ConfigureAwait(false);
    }

    private static async Task InterruptedDeploy(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        var operation = t.Next("deploy");
        await t.InterruptAsync("DeployAsync", ct => environment.DeployAsync(operation, ct)).ConfigureAwait(false);
        var deployment = await t.DeployAsync(await t.CreateAsync().ConfigureAwait(false), operation).ConfigureAwait(false);
        await t.ExpectAnsweringAsync(deployment).ConfigureAwait(false);
    }
}
