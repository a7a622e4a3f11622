namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>Stopping deployments, starting them again, deleting them.</summary>
internal static partial class EnvironmentChecks
{
    private const string Retire = "IEnvironmentProvider.RetireAsync";
    private const string Restart = "IRestartableEnvironment.RestartAsync";
    private const string List = "IDeploymentRetention.ListAsync";
    private const string Delete = "IDeploymentRetention.DeleteAsync";

    private static IEnumerable<CheckDefinition<EnvironmentTrial>> Retiring =>
    [
        new("retire-is-repeatable", "Retiring a deployment that is stopped already is harmless, and the live one goes on.", Retire, "Treat what is stopped as done.", RetireIsRepeatable),
        new("retire-refuses-the-live-one", "The live deployment is not retired: ProviderException, permanent, and it goes on answering.", Retire,
            "Read what is live in the same step as you stop.", RetireRefusesLive),
        new("retire-refuses-stale-tokens", "An environment that fences refuses to retire under a token lower than the highest it has seen.", Retire,
            "Check the token as MakeLiveAsync does.", RetireRefusesStale),
        new("retire-refuses-weight", "An environment that can tell that a deployment has traffic weight does not retire it: ProviderException, permanent.", Retire,
            "Read the weights in the same step as you stop, and say which deployment has how much.", RetireRefusesWeight),
        new("cancelled-retire-does-nothing", "Retiring under a token that is cancelled already throws OperationCanceledException and stops nothing.", Retire,
            "Begin with cancellationToken.ThrowIfCancellationRequested().", CancelledRetire),
    ];

    private static IEnumerable<CheckDefinition<EnvironmentTrial>> Restarting => new CheckDefinition<EnvironmentTrial>[]
    {
        new("retired-does-not-answer", "A retired deployment of a restartable environment does not answer.", "IRestartableEnvironment",
            "Stop it in RetireAsync; or do not implement IRestartableEnvironment.", RetiredDoesNotAnswer),
        new("restarted-answers", "A restarted deployment is the same one, and answers at the address that is returned; also by another process.", Restart,
            "Wait until it answers, and return its present address.", RestartedAnswers),
        new("restart-is-harmless", "Restarting what runs changes nothing, and nothing about what is live.", Restart, "Look whether it runs first.", RestartIsHarmless),
        new("unknown-is-not-restarted", "A deployment that does not exist cannot be restarted: ProviderException.", Restart, "Look it up first.", UnknownIsNotRestarted),
        new("cancelled-restart-throws", "Restarting under a token that is cancelled already throws OperationCanceledException.", Restart,
            "Begin with cancellationToken.ThrowIfCancellationRequested().", CancelledRestart),
    }.Select(check => check with { Capability = typeof(IRestartableEnvironment) });

    private static IEnumerable<CheckDefinition<EnvironmentTrial>> Retaining => new CheckDefinition<EnvironmentTrial>[]
    {
        new("list-is-newest-first", "All deployments are listed once, newest first, the live one among them.", List, "Sort by the time of creation, descending.", ListIsNewestFirst),
        new("settled-is-not-listed", "A deploy that was settled is not among the deployments.", List, "Leave out what was cancelled.", SettledIsNotListed),
        new("deleted-is-gone", "A deleted deployment is not listed and does not answer; deleting it again is harmless.", Delete, "Treat what is gone as deleted.", DeletedIsGone),
        new("delete-refuses-the-live-one", "The live deployment is not deleted: ProviderException, permanent.", Delete, "Read what is live in the same step as you delete.", DeleteRefusesLive),
        new("delete-refuses-locked", "A deployment that is listed as locked is not deleted: ProviderException, permanent.", "RetainedDeployment.IsLocked", "Check the lock before you delete.", DeleteRefusesLocked),
        new("delete-refuses-stale-tokens", "An environment that fences refuses to delete under a token lower than the highest it has seen.", Delete,
            "Check the token as MakeLiveAsync does.", DeleteRefusesStale),
        new("delete-refuses-weight", "An environment that can tell that a deployment has traffic weight does not delete it: ProviderException, permanent.", Delete,
            "Read the weights in the same step as you delete.", DeleteRefusesWeight),
        new("cancelled-delete-does-nothing", "Deleting under a token that is cancelled already throws OperationCanceledException and deletes nothing.", Delete,
            "Begin with cancellationToken.ThrowIfCancellationRequested().", CancelledDelete),
        new("cancelled-list-throws", "Listing under a token that is cancelled already throws OperationCanceledException.", List,
            "Begin with cancellationToken.ThrowIfCancellationRequested().", CancelledList),
    }.Select(check => check with { Capability = typeof(IDeploymentRetention) });

    private static async Task<(IEnvironmentProvider Environment, Deployment Blue, Deployment Green)> BlueIsLiveAsync(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        var blue = await t.DeployAsync(environment, "1.0.0").ConfigureAwait(false);
        var green = await t.DeployAsync(environment).ConfigureAwait(false);
        await t.MakeLiveAsync(environment, blue).ConfigureAwait(false);
        return (environment, blue, green);
    }

    private static async Task RetireIsRepeatable(EnvironmentTrial t)
    {
        var (environment, blue, green) = await BlueIsLiveAsync(t).ConfigureAwait(false);
        await t.RetireAsync(environment, green).ConfigureAwait(false);
        await t.RetireAsync(environment, green).ConfigureAwait(false);
        await t.RetireAsync(await t.CreateAsync().ConfigureAwait(false), green).ConfigureAwait(false);
        await t.ExpectLiveAsync(environment, blue).ConfigureAwait(false);
        await t.ExpectAnsweringAsync(blue).ConfigureAwait(false);
    }

    private static async Task RetireRefusesLive(EnvironmentTrial t)
    {
        var (environment, blue, _) = await BlueIsLiveAsync(t).ConfigureAwait(false);
        await t.RefusedAsync($"RetireAsync({blue}), which is live", ct => environment.RetireAsync(blue, t.Next("retire"), ct), isTransient: false).ConfigureAwait(false);
        await t.ExpectAnsweringAsync(blue).ConfigureAwait(false);
    }

    private static async Task RetireRefusesStale(EnvironmentTrial t)
    {
        await t.CreateFencingAsync().ConfigureAwait(false);
        var (environment, blue, green) = await BlueIsLiveAsync(t).ConfigureAwait(false);
        await t.MakeLiveAsync(environment, blue, t.At(50)).ConfigureAwait(false);
        await t.RefusedAsync($"RetireAsync({green}) with an older token", ct => environment.RetireAsync(green, t.At(49, name: "late"), ct), isTransient: false).ConfigureAwait(false);
        await t.ExpectAnsweringAsync(green).ConfigureAwait(false);
    }

    private static async Task RetireRefusesWeight(EnvironmentTrial t)
    {
        var (environment, _, green) = await BlueIsLiveAsync(t).ConfigureAwait(false);
        await t.GiveWeightAsync(green).ConfigureAwait(false);
        await t.RefusedAsync($"RetireAsync({green})", ct => environment.RetireAsync(green, t.Next("retire"), ct), isTransient: false).ConfigureAwait(false);
        await t.ExpectAnsweringAsync(green).ConfigureAwait(false);
    }

    private static async Task CancelledRetire(EnvironmentTrial t)
    {
        var (environment, _, green) = await BlueIsLiveAsync(t).ConfigureAwait(false);
        await t.CancelledAsync("RetireAsync", ct => environment.RetireAsync(green, t.Next("retire"), ct)).ConfigureAwait(false);
        await t.ExpectAnsweringAsync(green).ConfigureAwait(false);
    }

    private static async Task RetiredDoesNotAnswer(EnvironmentTrial t)
    {
        var (environment, _, green) = await BlueIsLiveAsync(t).ConfigureAwait(false);
        await t.RetireAsync(environment, green).ConfigureAwait(false);
        await t.ExpectAnsweringAsync(green, isAnswering: false).ConfigureAwait(false);
    }

    private static async Task RestartedAnswers(EnvironmentTrial t)
    {
        var (environment, _, green) = await BlueIsLiveAsync(t).ConfigureAwait(false);
        await t.RetireAsync(environment, green).ConfigureAwait(false);
        var other = (IRestartableEnvironment)await t.CreateAsync().ConfigureAwait(false);
        var restarted = await t.CallAsync("RestartAsync", ct => other.RestartAsync(green, t.Next("restart"), ct)).ConfigureAwait(false);
        t.Expect(restarted.Id == green.Id, $"RestartAsync({green.Id}) returned {restarted.Id}");
        await t.ExpectAnsweringAsync(restarted).ConfigureAwait(false);
    }

    private static async Task RestartIsHarmless(EnvironmentTrial t)
    {
        var (environment, blue, green) = await BlueIsLiveAsync(t).ConfigureAwait(false);
        var running = await t.CallAsync("RestartAsync of what runs", ct => ((IRestartableEnvironment)environment).RestartAsync(green, t.Next("restart"), ct)).ConfigureAwait(false);
        t.Expect(running == green, $"RestartAsync of what runs returned {running} at {running.Url}, not {green} at {green.Url}");
        await t.ExpectAnsweringAsync(green).ConfigureAwait(false);
        await t.ExpectLiveAsync(environment, blue).ConfigureAwait(false);
    }

    private static async Task UnknownIsNotRestarted(EnvironmentTrial t)
    {
        var (environment, _, green) = await BlueIsLiveAsync(t).ConfigureAwait(false);
        await t.RefusedAsync(
            "RestartAsync of a deployment that does not exist",
            ct => ((IRestartableEnvironment)environment).RestartAsync(green with { Id = new("no-such-deployment") }, t.Next("restart"), ct)).ConfigureAwait(false);
    }

    private static async Task CancelledRestart(EnvironmentTrial t)
    {
        var (environment, _, green) = await BlueIsLiveAsync(t).ConfigureAwait(false);
        await t.CancelledAsync("RestartAsync", ct => ((IRestartableEnvironment)environment).RestartAsync(green, t.Next("restart"), ct)).ConfigureAwait(false);
    }
}
