namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>A trial of an environment.</summary>
internal sealed class EnvironmentTrial(EnvironmentFixture fixture, TrialSetting setting) : Trial(fixture, setting)
{
    private long _intent;

    public EnvironmentFixture Fixture => fixture;

    public Task<IEnvironmentProvider> CreateAsync() => fixture.CreateAsync(Cancellation);

    public OperationContext Next(string name) => At(++_intent, name: name);

    public OperationContext At(long intent, long epoch = 0, string name = "call", string version = "2.0.0") =>
        Operation($"{name}-{intent}", intent, epoch) with { Release = fixture.ReleaseOf(version) };

    public Task<Deployment> DeployAsync(IEnvironmentProvider environment, string version = "2.0.0") =>
        DeployAsync(environment, Next("deploy") with { Release = fixture.ReleaseOf(version) });

    public Task<Deployment> DeployAsync(IEnvironmentProvider environment, OperationContext operation) =>
        CallAsync($"DeployAsync({operation.Release}) as {operation.Operation}", ct => environment.DeployAsync(operation, ct));

    /// <summary>Settles a deploy, under a newer token than it ran under.</summary>
    public Task CancelDeployAsync(IEnvironmentProvider environment, OperationContext deploy) =>
        CallAsync($"CancelDeployAsync as {deploy.Operation}", ct => environment.CancelDeployAsync(Newer(deploy), ct));

    public OperationContext Newer(OperationContext operation) => operation with { Token = new(operation.Token.Epoch, ++_intent) };

    public Task MakeLiveAsync(IEnvironmentProvider environment, Deployment? deployment) => MakeLiveAsync(environment, deployment, Next("live"));

    public Task MakeLiveAsync(IEnvironmentProvider environment, Deployment? deployment, OperationContext operation) =>
        CallAsync($"MakeLiveAsync({deployment?.ToString() ?? "null"}) with token {operation.Token}", ct => environment.MakeLiveAsync(deployment, operation, ct));

    public Task RetireAsync(IEnvironmentProvider environment, Deployment deployment) =>
        CallAsync($"RetireAsync({deployment})", ct => environment.RetireAsync(deployment, Next("retire"), ct));

    public async Task ExpectLiveAsync(IEnvironmentProvider environment, Deployment? deployment)
    {
        var live = await CallAsync("ReadLiveAsync", ct => environment.ReadLiveAsync(Next("read"), ct)).ConfigureAwait(false);
        Expect(live.IsKnown && live.Value?.Id == deployment?.Id, $"ReadLiveAsync answered {(live is { IsKnown: true, Value: null } ? "no deployment" : live)}, not {deployment?.ToString() ?? "a known null"}");
    }

    public async Task ExpectAnsweringAsync(Deployment deployment, bool isAnswering = true)
    {
        var answers = await fixture.IsAnsweringAsync(deployment, Cancellation).ConfigureAwait(false);
        Expect(answers == isAnswering, $"{deployment} {(answers ? "answers" : "does not answer")} at {deployment.Url}");
    }

    public async Task GiveWeightAsync(Deployment deployment)
    {
        if (!await fixture.GiveWeightAsync(deployment, Cancellation).ConfigureAwait(false))
        {
            throw Exempt("the fixture does not override GiveWeightAsync");
        }

        Note($"gave {deployment} traffic weight");
    }

    public async Task<IEnvironmentProvider> CreateFencingAsync()
    {
        var environment = await CreateAsync().ConfigureAwait(false);
        return environment.Capabilities.Fencing != Fencing.None ? environment : throw NotApplicable("Capabilities.Fencing is None.");
    }
}
