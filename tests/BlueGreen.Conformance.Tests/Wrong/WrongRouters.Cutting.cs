using BlueGreen.Testing.Conformance;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>For each rule about long-lived connections a router that breaks it.</summary>
internal static partial class WrongRouters
{
    private static Dictionary<string, Func<ReferenceTrafficRouter, ITrafficRouter>> Cutting => new()
    {
        ["limit-is-a-time"] = right => new WrongRouter(right) { LongLivedLimit = TimeSpan.Zero },
        ["open-while-there-is-weight"] = Impolite,
        ["open-until-the-limit"] = right => new WrongRouter(right) { LongLivedLimit = right.LongLivedLimit * 5 },
        ["web-sockets-are-cut"] = right => new WrongRouter(right) { IsOpen = (kind, connection) => kind == LongLivedKind.WebSocket || connection.IsOpen },
        ["event-streams-are-cut"] = right => new WrongRouter(right) { IsOpen = (kind, connection) => kind == LongLivedKind.EventStream || connection.IsOpen },
        ["requests-are-not-cut"] = right => new WrongRouter(right) { InFlight = (_, _, _) => Counted(0) },
        ["no-limit-cuts-nothing"] = right => new WrongRouter(right) { LongLivedLimit = null },
        ["cut-is-counted"] = right => new WrongRouter(right) { Cut = (_, op, ct) => right.ReadCutAsync(Blue, op, ct) },
        ["ended-is-not-counted"] = right => new WrongRouter(right) { Cut = (id, _, _) => Counted(right.Split.WeightOf(id) == Percentage.Zero ? 1 : 0) },
        ["cut-is-counted-anew"] = CountsForEver,
        ["cut-away-is-not-wrong"] = right => new WrongRouter(right) { Cut = async (id, op, ct) => await right.ReadCutAsync(id, op, ct) is { IsKnown: true } known ? known : Observed.Known(0L) },
        ["cancelled-cut-throws"] = right => new WrongRouter(right) { Cut = (id, op, _) => right.ReadCutAsync(id, op, CancellationToken.None) },
    };

    private static Task<Observed<long>> Counted(long count) => Task.FromResult(Observed.Known(count));

    /// <summary>Cuts whatever is left when a weight changes.</summary>
    private static WrongRouter Impolite(ReferenceTrafficRouter right)
    {
        var changes = 0;
        return new(right)
        {
            Apply = (split, op, ct) =>
            {
                changes++;
                return right.ApplyAsync(split, op, ct);
            },
            IsOpen = (_, connection) => changes < 2 && connection.IsOpen,
        };
    }

    private static WrongRouter CountsForEver(ReferenceTrafficRouter right)
    {
        var most = 0L;
        return new(right)
        {
            Cut = async (id, op, ct) => Observed.Known(most = Math.Max(most, (await right.ReadCutAsync(id, op, ct)).Value)),
        };
    }
}
