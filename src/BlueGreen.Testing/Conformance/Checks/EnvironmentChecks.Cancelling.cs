namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>Settling deploys.</summary>
internal static partial class EnvironmentChecks
{
    private const string CancelDeploy = "IEnvironmentProvider.CancelDeployAsync";

    private static IEnumerable<CheckDefinition<EnvironmentTrial>> Cancelling =>
    [
        new("settling-nothing-is-harmless", "Settling a deploy that never began is harmless, also twice.", CancelDeploy,
            "Treat what is not there as settled.", SettlingNothing),
        new("settled-deploy-is-gone", "When a deploy is settled nothing of it is left running; the live deployment is untouched.", CancelDeploy,
            "Stop and remove what is marked with the operation's name, and nothing else.", SettledDeployIsGone),
        new("settling-needs-the-operation-only", "Another process settles a deploy, knowing nothing but the operation.", CancelDeploy,
            "Find what was made by the operation's name in the resource, not in memory.", SettledByAnother),
        new("settled-deploy-stays-out", "A deploy that arrives after it was settled has no effect: it fails, and nothing runs.", CancelDeploy,
            "Leave a mark under the operation's name when you settle, also where nothing was found, and look for it before you make anything.", SettledStaysOut),
        new("settling-beside-a-deploy", "A deploy that is settled while it runs leaves nothing running.", CancelDeploy,
            "Mark first, then stop; let the deploy look for the mark before it returns, and throw transiently until it is ruled out that something is left.", SettlingBesideDeploy),
        new("cancelled-settling-throws", "Settling under a token that is cancelled already throws OperationCanceledException.", CancelDeploy,
            "Begin with cancellationToken.ThrowIfCancellationRequested().", CancelledSettling),
    ];

    private static async Task SettlingNothing(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        var operation = t.Next("deploy");
        await t.CancelDeployAsync(environment, operation).ConfigureAwait(false);
        await t.CancelDeployAsync(environment, operation).ConfigureAwait(false);
        await t.ExpectLiveAsync(environment, null).ConfigureAwait(false);
    }

    private static async Task SettledDeployIsGone(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        var blue = await t.DeployAsync(environment, "1.0.0").ConfigureAwait(false);
        await t.MakeLiveAsync(environment, blue).ConfigureAwait(false);
        var operation = t.Next("deploy");
        var green = await t.DeployAsync(environment, operation).ConfigureAwait(false);
        await t.CancelDeployAsync(environment, operation).ConfigureAwait(false);
        await t.ExpectAnsweringAsync(green, isAnswering: false).ConfigureAwait(false);
        await t.ExpectAnsweringAsync(blue).ConfigureAwait(false);
        await t.ExpectLiveAsync(environment, blue).ConfigureAwait(false);
    }

    private static async Task SettledByAnother(EnvironmentTrial t)
    {
        var operation = t.Next("deploy");
        var green = await t.DeployAsync(await t.CreateAsync().ConfigureAwait(false), operation).ConfigureAwait(false);
        t.Note("made another instance");
        await t.CancelDeployAsync(await t.CreateAsync().ConfigureAwait(false), operation).ConfigureAwait(false);
        await t.ExpectAnsweringAsync(green, isAnswering: false).ConfigureAwait(false);
    }

    private static async Task SettledStaysOut(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        var operation = t.Next("deploy");
        await t.CancelDeployAsync(environment, operation).ConfigureAwait(false);
        await t.RefusedAsync("DeployAsync, late", ct => environment.DeployAsync(operation, ct)).ConfigureAwait(false);
        var other = await t.CreateAsync().ConfigureAwait(false);
        await t.RefusedAsync("DeployAsync, late, by another instance", ct => other.DeployAsync(operation, ct)).ConfigureAwait(false);
    }

    private static async Task SettlingBesideDeploy(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        var operation = t.Next("deploy");
        Deployment? made = null;
        var deploying = Task.Run(() => t.TryAsync("DeployAsync", async ct => made = await environment.DeployAsync(operation, ct).ConfigureAwait(false)), t.Cancellation);
        var settled = false;
        for (var attempt = 0; attempt < 100 && !settled; attempt++)
        {
            settled = await t.TryAsync("CancelDeployAsync beside it", ct => environment.CancelDeployAsync(t.Newer(operation), ct)).ConfigureAwait(false);
        }

        t.Expect(settled, "CancelDeployAsync failed 100 times");
        await deploying.ConfigureAwait(false);
        if (made is not null)
        {
            await t.ExpectAnsweringAsync(made, isAnswering: false).ConfigureAwait(false);
        }

        await t.RefusedAsync("DeployAsync, late", ct => environment.DeployAsync(operation, ct)).ConfigureAwait(false);
    }

    private static async Task CancelledSettling(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        await t.CancelledAsync("CancelDeployAsync", ct => environment.CancelDeployAsync(t.Next("deploy"), ct)).ConfigureAwait(false);
    }
}
