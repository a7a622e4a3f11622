using System.Collections.Immutable;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>Keeping and deleting deployments.</summary>
internal static partial class EnvironmentChecks
{
    private static async Task<ImmutableArray<RetainedDeployment>> ListAsync(EnvironmentTrial t, IEnvironmentProvider environment) =>
        await t.CallAsync("ListAsync", ct => ((IDeploymentRetention)environment).ListAsync(t.Next("list"), ct)).ConfigureAwait(false);

    private static async Task ListIsNewestFirst(EnvironmentTrial t)
    {
        var (environment, blue, green) = await BlueIsLiveAsync(t).ConfigureAwait(false);
        var listed = await ListAsync(t, environment).ConfigureAwait(false);
        var mine = listed.Select(kept => kept.Deployment.Id).Where(id => id == blue.Id || id == green.Id);
        t.Expect(mine.SequenceEqual([green.Id, blue.Id]), $"ListAsync answered {string.Join(", ", listed.Select(kept => kept.Deployment))}, not {green} before {blue}");
        t.Expect(listed.Zip(listed.Skip(1)).All(pair => pair.First.CreatedAt >= pair.Second.CreatedAt), "CreatedAt rises down the list");
    }

    private static async Task SettledIsNotListed(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        var operation = t.Next("deploy");
        var green = await t.DeployAsync(environment, operation).ConfigureAwait(false);
        await t.CancelDeployAsync(environment, operation).ConfigureAwait(false);
        var listed = await ListAsync(t, environment).ConfigureAwait(false);
        t.Expect(listed.All(kept => kept.Deployment.Id != green.Id), $"ListAsync still has {green}");
    }

    private static async Task DeletedIsGone(EnvironmentTrial t)
    {
        var (environment, _, green) = await BlueIsLiveAsync(t).ConfigureAwait(false);
        await DeleteAsync(t, environment, green).ConfigureAwait(false);
        await DeleteAsync(t, await t.CreateAsync().ConfigureAwait(false), green).ConfigureAwait(false);
        var listed = await ListAsync(t, environment).ConfigureAwait(false);
        t.Expect(listed.All(kept => kept.Deployment.Id != green.Id), $"ListAsync still has {green}");
        await t.ExpectAnsweringAsync(green, isAnswering: false).ConfigureAwait(false);
    }

    private static async Task DeleteRefusesLive(EnvironmentTrial t)
    {
        var (environment, blue, _) = await BlueIsLiveAsync(t).ConfigureAwait(false);
        await DeleteIsRefusedAsync(t, environment, blue, t.Next("delete")).ConfigureAwait(false);
        await t.ExpectAnsweringAsync(blue).ConfigureAwait(false);
    }

    private static async Task DeleteRefusesLocked(EnvironmentTrial t)
    {
        var (environment, _, green) = await BlueIsLiveAsync(t).ConfigureAwait(false);
        if (!await t.Fixture.LockAsync(green, t.Cancellation).ConfigureAwait(false))
        {
            throw Trial.Exempt("the fixture does not override LockAsync");
        }

        t.Note($"locked {green}");
        var listed = await ListAsync(t, environment).ConfigureAwait(false);
        t.Expect(listed.Any(kept => kept.Deployment.Id == green.Id && kept.IsLocked), $"ListAsync does not show {green} as locked");
        await DeleteIsRefusedAsync(t, environment, green, t.Next("delete")).ConfigureAwait(false);
    }

    private static async Task DeleteRefusesStale(EnvironmentTrial t)
    {
        await t.CreateFencingAsync().ConfigureAwait(false);
        var (environment, blue, green) = await BlueIsLiveAsync(t).ConfigureAwait(false);
        await t.MakeLiveAsync(environment, blue, t.At(50)).ConfigureAwait(false);
        await DeleteIsRefusedAsync(t, environment, green, t.At(49, name: "late")).ConfigureAwait(false);
        await t.ExpectAnsweringAsync(green).ConfigureAwait(false);
    }

    private static async Task DeleteRefusesWeight(EnvironmentTrial t)
    {
        var (environment, _, green) = await BlueIsLiveAsync(t).ConfigureAwait(false);
        await t.GiveWeightAsync(green).ConfigureAwait(false);
        await DeleteIsRefusedAsync(t, environment, green, t.Next("delete")).ConfigureAwait(false);
        await t.ExpectAnsweringAsync(green).ConfigureAwait(false);
    }

    private static async Task CancelledDelete(EnvironmentTrial t)
    {
        var (environment, _, green) = await BlueIsLiveAsync(t).ConfigureAwait(false);
        await t.CancelledAsync("DeleteAsync", ct => ((IDeploymentRetention)environment).DeleteAsync(green.Id, t.Next("delete"), ct)).ConfigureAwait(false);
        var listed = await ListAsync(t, environment).ConfigureAwait(false);
        t.Expect(listed.Any(kept => kept.Deployment.Id == green.Id), $"ListAsync no longer has {green}");
    }

    private static async Task CancelledList(EnvironmentTrial t)
    {
        var environment = await t.CreateAsync().ConfigureAwait(false);
        await t.CancelledAsync("ListAsync", ct => ((IDeploymentRetention)environment).ListAsync(t.Next("list"), ct)).ConfigureAwait(false);
    }

    private static Task DeleteAsync(EnvironmentTrial t, IEnvironmentProvider environment, Deployment deployment) =>
        t.CallAsync($"DeleteAsync({deployment.Id})", ct => ((IDeploymentRetention)environment).DeleteAsync(deployment.Id, t.Next("delete"), ct));

    private static Task DeleteIsRefusedAsync(EnvironmentTrial t, IEnvironmentProvider environment, Deployment deployment, OperationContext operation) => t.RefusedAsync(
        $"DeleteAsync({deployment.Id}) with token {operation.Token}",
        ct => ((IDeploymentRetention)environment).DeleteAsync(deployment.Id, operation, ct),
        isTransient: false);
}
