using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BlueGreen.Traffic;

namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>For each rule of registers one that breaks it.</summary>
internal static class WrongRegisters
{
    public static Dictionary<string, Func<InMemoryTrafficRegister, WrongRegister>> All { get; } = new()
    {
        ["nothing-written-is-null"] = right => new(right)
        {
            Read = async (application, ct) => await right.ReadAsync(application, ct) ?? new() { Application = application, Split = TrafficSplit.None, Deployments = [], Token = default },
        },
        ["written-is-read"] = right => new(right) { Write = (entry, ct) => right.WriteAsync(entry with { Deployments = [.. entry.Deployments.Select(d => d with { Endpoints = ImmutableSortedDictionary<string, Uri>.Empty })] }, ct) },
        ["newer-replaces"] = right => new(right) { Write = async (entry, ct) => (await right.ReadAsync(entry.Application, ct))?.Token != entry.Token && await right.WriteAsync(entry, ct) },
        ["older-is-refused"] = right => new(right) { Write = async (entry, ct) => await right.WriteAsync(entry, ct) || true },
        ["highest-of-many-stays"] = right => new(right) { Write = (entry, ct) => right.WriteAsync(entry.Token.Intent == 7 ? entry with { Token = new(long.MaxValue, 1) } : entry, ct) },
        ["applications-are-apart"] = right => new(right) { Acknowledge = (_, router, token, validFor, ct) => right.AcknowledgeAsync("all", router, token, validFor, ct), Routers = (_, ct) => right.ReadAcknowledgementsAsync("all", ct) },
        ["acknowledgements-are-listed"] = right => new(right) { Acknowledge = (application, router, token, validFor, ct) => right.AcknowledgeAsync(application, $"{router}-{Guid.NewGuid():N}", token, validFor, ct) },
        ["silent-routers-are-named"] = right => new(right) { Routers = async (application, ct) => [.. (await right.ReadAcknowledgementsAsync(application, ct)).Where(router => !router.IsSilent)] },
        ["routers-that-have-stopped-are-dropped"] = right => new(right) { Acknowledge = (application, router, token, _, ct) => right.AcknowledgeAsync(application, router, token, null, ct) },
        ["withdrawn-routers-are-dropped"] = right => new(right) { Withdraw = (_, _, _) => Task.CompletedTask },
        ["withdrawal-is-repeatable"] = KnowsWhoIsThere,
        ["withdrawal-is-of-one-application"] = WithdrawsEverywhere,
        ["withdrawn-routers-may-come-back"] = NeverForgives,
        ["cancelled-withdrawal-does-nothing"] = right => new(right) { Withdraw = (application, router, _) => right.WithdrawAsync(application, router, CancellationToken.None) },
        ["watch-yields-present-then-newer"] = right => new(right) { Watch = (application, ct) => OnlyPresentAsync(right, application, ct) },
        ["watch-waits-for-the-first"] = right => new(right) { Watch = (application, ct) => OnlyPresentAsync(right, application, ct) },
        ["cancelled-write-does-nothing"] = right => new(right) { Write = (entry, _) => right.WriteAsync(entry, CancellationToken.None) },
        ["cancelled-read-throws"] = right => new(right) { Routers = (application, _) => right.ReadAcknowledgementsAsync(application, CancellationToken.None) },
    };

    private static WrongRegister KnowsWhoIsThere(InMemoryTrafficRegister right) => new(right)
    {
        Withdraw = async (application, router, ct) => await ((await right.ReadAcknowledgementsAsync(application, ct)).Any(known => known.Router == router)
            ? right.WithdrawAsync(application, router, ct)
            : throw new KeyNotFoundException($"{router} is not there.")),
    };

    private static WrongRegister WithdrawsEverywhere(InMemoryTrafficRegister right)
    {
        HashSet<string> applications = [];
        return new(right)
        {
            Acknowledge = (application, router, token, validFor, ct) =>
            {
                applications.Add(application);
                return right.AcknowledgeAsync(application, router, token, validFor, ct);
            },
            Withdraw = (_, router, ct) => Task.WhenAll(applications.Select(application => right.WithdrawAsync(application, router, ct))),
        };
    }

    private static WrongRegister NeverForgives(InMemoryTrafficRegister right)
    {
        HashSet<string> gone = [];
        return new(right)
        {
            Acknowledge = (application, router, token, validFor, ct) => gone.Contains(router) ? Task.CompletedTask : right.AcknowledgeAsync(application, router, token, validFor, ct),
            Withdraw = (application, router, ct) =>
            {
                gone.Add(router);
                return right.WithdrawAsync(application, router, ct);
            },
        };
    }

    private static async IAsyncEnumerable<TrafficEntry> OnlyPresentAsync(InMemoryTrafficRegister right, string application, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await right.ReadAsync(application, cancellationToken) is { } entry)
        {
            yield return entry;
        }
    }
}
