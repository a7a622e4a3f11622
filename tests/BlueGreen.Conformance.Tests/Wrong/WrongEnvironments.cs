using BlueGreen.Testing.Reference;

namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>For each rule of environments one that breaks it.</summary>
internal static class WrongEnvironments
{
    public static Dictionary<string, Func<ReferenceEnvironment, IEnvironmentProvider>> All { get; } = new()
    {
        ["identity-is-stable"] = right => new WrongEnvironment(right) { Identity = new($"environment-{Guid.NewGuid():N}", "1") },
        ["deployment-can-be-probed"] = right => new WrongEnvironment(right) { Deploy = async (op, ct) => (await right.DeployAsync(op, ct)) with { Id = new("elsewhere") } },
        ["deploy-is-not-live"] = right => new WrongEnvironment(right) { Deploy = (op, ct) => DeployedLive(right, op, ct) },
        ["deploy-is-repeatable"] = MakesAnother,
        ["deployments-are-beside-each-other"] = right => new WrongEnvironment(right) { Deploy = async (op, ct) => (await right.DeployAsync(op, ct)) with { Url = new("http://green.alias.test/") } },
        ["concurrent-deploys-make-one"] = MakesAnother,
        ["broken-release-fails"] = right => new WrongEnvironment(right) { Deploy = (op, ct) => right.DeployAsync(op with { Release = new("2.0.0") }, ct) },
        ["cancelled-deploy-throws"] = right => new WrongEnvironment(right) { Deploy = (op, _) => right.DeployAsync(op, CancellationToken.None) },
        ["interrupted-deploy-is-completed"] = Impatient,
        ["settling-nothing-is-harmless"] = right => new WrongEnvironment(right) { Cancel = (op, ct) => throw ProviderException.Permanent("There is nothing to cancel.") },
        ["settled-deploy-is-gone"] = right => new WrongEnvironment(right) { Cancel = (_, _) => Task.CompletedTask },
        ["settling-needs-the-operation-only"] = SettlesItsOwn,
        ["settled-deploy-stays-out"] = right => new WrongEnvironment(right) { Cancel = (op, ct) => DeleteOfAsync(right, op, ct) },
        ["settling-beside-a-deploy"] = right => new WrongEnvironment(right) { Cancel = (op, ct) => DeleteOfAsync(right, op, ct) },
        ["cancelled-settling-throws"] = right => new WrongEnvironment(right) { Cancel = (op, _) => right.CancelDeployAsync(op, CancellationToken.None) },
        ["nothing-live-is-known"] = right => new WrongEnvironment(right) { Read = async (op, ct) => await right.ReadLiveAsync(op, ct) is { Value: null } ? Observed.Unknown<Deployment?>("none") : default },
        ["live-is-read-back"] = OnlyOnce,
        ["live-is-repeatable"] = right => new WrongEnvironment(right)
        {
            Live = async (deployment, op, ct) => await ((await right.ReadLiveAsync(op, ct)).Value is { } live && live.Id == deployment?.Id
                ? throw ProviderException.Permanent("It is live already.")
                : right.MakeLiveAsync(deployment, op, ct)),
        },
        ["live-can-be-none"] = right => new WrongEnvironment(right) { Live = (deployment, op, ct) => deployment is null ? Task.CompletedTask : right.MakeLiveAsync(deployment, op, ct) },
        ["unknown-is-not-made-live"] = right => new WrongEnvironment(right) { Live = (deployment, op, ct) => deployment?.Id.Value == "no-such-deployment" ? Task.CompletedTask : right.MakeLiveAsync(deployment, op, ct) },
        ["stale-intent-is-refused"] = right => new WrongEnvironment(right) { Live = (deployment, op, ct) => right.MakeLiveAsync(deployment, op with { Token = new(op.Token.Epoch, long.MaxValue) }, ct) },
        ["stale-epoch-is-refused"] = right => new WrongEnvironment(right) { Live = (deployment, op, ct) => right.MakeLiveAsync(deployment, op with { Token = new(1, op.Token.Intent) }, ct) },
        ["undeclared-fencing"] = right => new WrongEnvironment(right) { Capabilities = new() { Fencing = Fencing.None } },
        ["away-is-unknown"] = right => new WrongEnvironment(right) { Read = async (op, ct) => await right.ReadLiveAsync(op, ct) is { IsKnown: true } known ? known : Observed.Known<Deployment?>(null) },
        ["away-write-is-transient"] = right => new WrongEnvironment(right) { Live = (deployment, op, ct) => MadePermanent(() => right.MakeLiveAsync(deployment, op, ct)) },
        ["cancelled-read-throws"] = right => new WrongEnvironment(right) { Read = (op, _) => right.ReadLiveAsync(op, CancellationToken.None) },
        ["cancelled-live-does-nothing"] = right => new WrongEnvironment(right) { Live = (deployment, op, _) => right.MakeLiveAsync(deployment, op, CancellationToken.None) },
        ["concurrent-live-is-one"] = right => new WrongEnvironment(right)
        {
            Live = (deployment, op, ct) => right.MakeLiveAsync(deployment, op.Token.Intent == 20 ? op with { Token = new(long.MaxValue, long.MaxValue) } : op, ct),
        },
        ["retire-is-repeatable"] = right => new WrongEnvironment(right) { Retire = (deployment, op, ct) => right.IsRunning(deployment.Id) ? right.RetireAsync(deployment, op, ct) : throw ProviderException.Permanent("It is retired already.") },
        ["retire-refuses-the-live-one"] = right => new WrongEnvironment(right) { Retire = (deployment, op, ct) => Pushed(() => right.RetireAsync(deployment, op, ct), "is live") },
        ["retire-refuses-stale-tokens"] = right => new WrongEnvironment(right) { Retire = (deployment, op, ct) => right.RetireAsync(deployment, Newest(op), ct) },
        ["retire-refuses-weight"] = right => new WrongEnvironment(right) { Retire = (deployment, op, ct) => Pushed(() => right.RetireAsync(deployment, op, ct), "of the traffic") },
        ["cancelled-retire-does-nothing"] = right => new WrongEnvironment(right) { Retire = (deployment, op, _) => right.RetireAsync(deployment, op, CancellationToken.None) },
        ["retired-does-not-answer"] = right => new WrongEnvironment(right) { Retire = (_, _, _) => Task.CompletedTask },
        ["restarted-answers"] = right => new WrongEnvironment(right) { Restart = (deployment, _, _) => Task.FromResult(deployment) },
        ["restart-is-harmless"] = right => new WrongEnvironment(right) { Restart = async (deployment, op, ct) => (await right.RestartAsync(deployment, op, ct)) with { Url = new($"http://{Guid.NewGuid():N}.test/") } },
        ["unknown-is-not-restarted"] = right => new WrongEnvironment(right) { Restart = (deployment, _, _) => Task.FromResult(deployment) },
        ["cancelled-restart-throws"] = right => new WrongEnvironment(right) { Restart = (deployment, op, _) => right.RestartAsync(deployment, op, CancellationToken.None) },
        ["list-is-newest-first"] = right => new WrongEnvironment(right) { List = async (op, ct) => [.. (await right.ListAsync(op, ct)).Reverse()] },
        ["settled-is-not-listed"] = right => new WrongEnvironment(right) { Cancel = async (op, ct) => await right.RetireAsync(await right.DeployAsync(op, ct), op, ct) },
        ["deleted-is-gone"] = right => new WrongEnvironment(right) { Delete = async (id, op, ct) => await right.RetireAsync((await right.ListAsync(op, ct)).Single(kept => kept.Deployment.Id == id).Deployment, op, ct) },
        ["delete-refuses-the-live-one"] = right => new WrongEnvironment(right) { Delete = (id, op, ct) => Pushed(() => right.DeleteAsync(id, op, ct), "is live") },
        ["delete-refuses-locked"] = right => new WrongEnvironment(right) { Delete = (id, op, ct) => Pushed(() => right.DeleteAsync(id, op, ct), "is locked") },
        ["delete-refuses-stale-tokens"] = right => new WrongEnvironment(right) { Delete = (id, op, ct) => right.DeleteAsync(id, Newest(op), ct) },
        ["delete-refuses-weight"] = right => new WrongEnvironment(right) { Delete = (id, op, ct) => Pushed(() => right.DeleteAsync(id, op, ct), "of the traffic") },
        ["cancelled-delete-does-nothing"] = right => new WrongEnvironment(right) { Delete = (id, op, _) => right.DeleteAsync(id, op, CancellationToken.None) },
        ["cancelled-list-throws"] = right => new WrongEnvironment(right) { List = (op, _) => right.ListAsync(op, CancellationToken.None) },
    };

    private static OperationContext Newest(OperationContext operation) => operation with { Token = new(operation.Token.Epoch, long.MaxValue) };

    private static async Task<Deployment> DeployedLive(ReferenceEnvironment right, OperationContext operation, CancellationToken cancellationToken)
    {
        var deployment = await right.DeployAsync(operation, cancellationToken);
        await right.MakeLiveAsync(deployment, operation, cancellationToken);
        return deployment;
    }

    private static async Task DeleteOfAsync(ReferenceEnvironment right, OperationContext operation, CancellationToken cancellationToken)
    {
        foreach (var kept in await right.ListAsync(operation, cancellationToken))
        {
            await (kept.Deployment.Id.Value.EndsWith(operation.Operation.Value, StringComparison.Ordinal) ? right.DeleteAsync(kept.Deployment.Id, operation, cancellationToken) : Task.CompletedTask);
        }
    }

    /// <summary>Says that it was done, although it was refused for that reason.</summary>
    private static async Task Pushed(Func<Task> call, string refusal)
    {
        try
        {
            await call();
        }
        catch (ProviderException e) when (e.Message.Contains(refusal, StringComparison.Ordinal))
        {
        }
    }

    private static async Task MadePermanent(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (ProviderException e) when (e.IsTransient)
        {
            throw ProviderException.Permanent(e.Message, e);
        }
    }

    /// <summary>Makes a new deployment each time.</summary>
    private static WrongEnvironment MakesAnother(ReferenceEnvironment right)
    {
        var made = 0;
        return new(right) { Deploy = (op, ct) => right.DeployAsync(op with { Operation = new($"{op.Operation}-{Interlocked.Increment(ref made)}") }, ct) };
    }

    /// <summary>Marks the operation as cancelled when its call is.</summary>
    private static WrongEnvironment Impatient(ReferenceEnvironment right) => new(right)
    {
        Deploy = async (op, ct) =>
        {
            var deployment = await right.DeployAsync(op, ct);
            await Task.Yield();
            await right.CancelDeployAsync(op, CancellationToken.None);
            return deployment;
        },
    };

    private static WrongEnvironment SettlesItsOwn(ReferenceEnvironment right)
    {
        HashSet<OperationId> own = [];
        return new(right)
        {
            Deploy = (op, ct) =>
            {
                own.Add(op.Operation);
                return right.DeployAsync(op, ct);
            },
            Cancel = (op, ct) => own.Contains(op.Operation) ? right.CancelDeployAsync(op, ct) : Task.CompletedTask,
        };
    }

    private static WrongEnvironment OnlyOnce(ReferenceEnvironment right)
    {
        var done = false;
        return new(right)
        {
            Live = (deployment, op, ct) => done ? Task.CompletedTask : right.MakeLiveAsync(deployment, op, ct).ContinueWith(_ => done = true, TaskScheduler.Default),
        };
    }
}
