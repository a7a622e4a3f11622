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
        ["applications-are-apart"] = right => new(right) { Acknowledge = (_, router, token, ct) => right.AcknowledgeAsync("all", router, token, ct), Routers = (_, ct) => right.ReadAcknowledgementsAsync("all", ct) },
        ["acknowledgements-are-listed"] = right => new(right) { Acknowledge = (application, router, token, ct) => right.AcknowledgeAsync(application, $"{router}-{Guid.NewGuid():N}", token, ct) },
        ["silent-routers-are-dropped"] = NeverForgets,
        ["withdrawn-routers-are-dropped"] = right => new(right) { Withdraw = (_, _, _) => Task.CompletedTask },
        ["watch-yields-present-then-newer"] = right => new(right) { Watch = (application, ct) => OnlyPresentAsync(right, application, ct) },
        ["watch-waits-for-the-first"] = right => new(right) { Watch = (application, ct) => OnlyPresentAsync(right, application, ct) },
        ["cancelled-write-does-nothing"] = right => new(right) { Write = (entry, _) => right.WriteAsync(entry, CancellationToken.None) },
        ["cancelled-read-throws"] = right => new(right) { Routers = (application, _) => right.ReadAcknowledgementsAsync(application, CancellationToken.None) },
    };

    private static WrongRegister NeverForgets(InMemoryTrafficRegister right)
    {
        Dictionary<string, RouterAcknowledgement> all = [];
        return new(right)
        {
            Acknowledge = (application, router, token, ct) =>
            {
                all[router] = new(router, token, default);
                return right.AcknowledgeAsync(application, router, token, ct);
            },
            Routers = (_, _) => Task.FromResult<IReadOnlyList<RouterAcknowledgement>>([.. all.Values]),
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
