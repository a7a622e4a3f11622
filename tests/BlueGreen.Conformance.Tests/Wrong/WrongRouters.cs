using BlueGreen.Testing.Reference;

namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>For each rule of routers one that breaks it.</summary>
internal static partial class WrongRouters
{
    private static readonly DeploymentId Blue = new("blue");
    private static readonly DeploymentId Green = new("green");

    public static Dictionary<string, Func<ReferenceTrafficRouter, ITrafficRouter>> All { get; } = Splitting.Concat(Cutting).ToDictionary();

    private static Dictionary<string, Func<ReferenceTrafficRouter, ITrafficRouter>> Splitting => new()
    {
        ["identity-is-stable"] = right => new WrongRouter(right) { Identity = new($"router-{Guid.NewGuid():N}", "1") },
        ["split-is-read-back"] = right => new WrongRouter(right) { Read = (_, _) => Known(TrafficSplit.AllTo(Blue)) },
        ["none-is-read-back"] = right => new WrongRouter(right) { Apply = (split, op, ct) => split.IsNone ? Task.CompletedTask : right.ApplyAsync(split, op, ct) },
        ["step-is-kept"] = right => new WrongRouter(right) { Capabilities = right.Capabilities with { Step = Percentage.Of(0.1) }, Apply = Rounded(right) },
        ["finer-weight-is-refused"] = right => new WrongRouter(right) { Apply = Rounded(right) },
        ["apply-is-absolute"] = right => new WrongRouter(right) { Apply = (split, op, ct) => right.ApplyAsync(GreenAt(Math.Min(100, right.Split.WeightOf(Green).Percent + split.WeightOf(Green).Percent)), op, ct) },
        ["apply-is-repeatable"] = Impatient,
        ["split-outlives-the-instance"] = Forgetful,
        ["read-changes-nothing"] = right => new WrongRouter(right)
        {
            Read = async (op, ct) =>
            {
                var read = await right.ReadAsync(op, ct);
                await right.ApplyAsync(TrafficSplit.AllTo(Blue), op, ct);
                return read;
            },
        },
        ["stale-intent-is-refused"] = right => new WrongRouter(right) { Apply = (split, op, ct) => right.ApplyAsync(split, op with { Token = new(op.Token.Epoch, long.MaxValue) }, ct) },
        ["stale-epoch-is-refused"] = right => new WrongRouter(right) { Apply = (split, op, ct) => right.ApplyAsync(split, op with { Token = new(1, op.Token.Intent) }, ct) },
        ["token-is-in-the-resource"] = RemembersForItself,
        ["undeclared-fencing"] = right => new WrongRouter(right) { Capabilities = right.Capabilities with { Fencing = Fencing.None } },
        ["concurrent-writes-end-whole"] = LastIsNotHighest,
        ["reads-beside-writes-are-whole"] = right => new WrongRouter(right) { Read = (_, _) => Known(GreenAt(50)) },
        ["cancelled-apply-does-nothing"] = right => new WrongRouter(right) { Apply = (split, op, _) => right.ApplyAsync(split, op, CancellationToken.None) },
        ["cancelled-read-throws"] = right => new WrongRouter(right) { Read = (op, _) => right.ReadAsync(op, CancellationToken.None) },
        ["interrupted-apply-is-whole"] = right => new WrongRouter(right)
        {
            Apply = async (split, op, ct) =>
            {
                if (split.WeightOf(Green) == Percentage.All)
                {
                    await right.ApplyAsync(TrafficSplit.None, op, ct);
                    await Task.Delay(Timeout.Infinite, ct);
                }

                await right.ApplyAsync(split, op, ct);
            },
        },
        ["away-is-unknown"] = right => new WrongRouter(right)
        {
            Read = async (op, ct) => await right.ReadAsync(op, ct) is { IsKnown: true } known ? known : Observed.Known(TrafficSplit.None),
        },
        ["away-write-is-transient"] = right => new WrongRouter(right) { Apply = (split, op, ct) => Reworded(() => right.ApplyAsync(split, op, ct)) },
        ["comes-back"] = Resentful,
        ["requests-follow-the-split"] = Optimistic,
        ["sticky-users-stay"] = right => new WrongRouter(right) { Capabilities = right.Capabilities with { Sticky = true } },
        ["undeclared-stickiness"] = right => new WrongRouter(right) { Capabilities = right.Capabilities with { Sticky = false } },
        ["idle-is-zero"] = right => new WrongRouter(right) { InFlight = (_, _, _) => Task.FromResult(Observed.Unknown<long>("nobody counts")) },
        ["in-flight-is-counted"] = right => new WrongRouter(right)
        {
            InFlight = (id, op, ct) => right.Split.WeightOf(id) == Percentage.Zero ? Task.FromResult(Observed.Known(0L)) : right.ReadInFlightAsync(id, op, ct),
        },
        ["in-flight-away-is-unknown"] = right => new WrongRouter(right)
        {
            InFlight = async (id, op, ct) => await right.ReadInFlightAsync(id, op, ct) is { IsKnown: true } known ? known : Observed.Known(0L),
        },
        ["cancelled-in-flight-throws"] = right => new WrongRouter(right) { InFlight = (id, op, _) => right.ReadInFlightAsync(id, op, CancellationToken.None) },
    };

    private static Task<Observed<TrafficSplit>> Known(TrafficSplit split) => Task.FromResult(Observed.Known(split));

    private static TrafficSplit GreenAt(double percent) => TrafficSplit.Between(Blue, Green, Percentage.Of(percent));

    private static Func<TrafficSplit, OperationContext, CancellationToken, Task> Rounded(ReferenceTrafficRouter right) => (split, op, ct) =>
        right.ApplyAsync(split.IsNone ? split : GreenAt(Math.Round(split.WeightOf(Green).Percent)), op, ct);

    private static async Task Reworded(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (ProviderException e) when (e.IsTransient)
        {
            throw new InvalidOperationException(e.Message, e);
        }
    }

    /// <summary>Takes a repeated call for a mistake.</summary>
    private static WrongRouter Impatient(ReferenceTrafficRouter right)
    {
        HashSet<OperationId> done = [];
        return new(right)
        {
            Apply = (split, op, ct) => done.Add(op.Operation) ? right.ApplyAsync(split, op, ct) : throw ProviderException.Permanent($"{op.Operation} was done already."),
        };
    }

    /// <summary>Reads what it last applied itself.</summary>
    private static WrongRouter Forgetful(ReferenceTrafficRouter right)
    {
        var last = TrafficSplit.None;
        return new(right)
        {
            Apply = (split, op, ct) =>
            {
                last = split;
                return right.ApplyAsync(split, op, ct);
            },
            Read = (_, _) => Known(last),
        };
    }

    /// <summary>Keeps the highest token in the instance.</summary>
    private static WrongRouter RemembersForItself(ReferenceTrafficRouter right)
    {
        WriteToken highest = default;
        return new(right)
        {
            Apply = (split, op, ct) =>
            {
                if (op.Token < highest)
                {
                    throw ProviderException.Permanent("Refused: an older token.");
                }

                highest = op.Token;
                return right.ApplyAsync(split, op with { Token = new(long.MaxValue, long.MaxValue) }, ct);
            },
        };
    }

    /// <summary>Lets the write before the last one win.</summary>
    private static WrongRouter LastIsNotHighest(ReferenceTrafficRouter right) => new(right)
    {
        Apply = async (split, op, ct) =>
        {
            if (op.Token.Intent == 11)
            {
                op = op with { Token = new(long.MaxValue, long.MaxValue) };
            }

            await right.ApplyAsync(split, op, ct);
        },
    };

    /// <summary>Fails for ever once it has failed.</summary>
    private static WrongRouter Resentful(ReferenceTrafficRouter right)
    {
        ProviderException? failure = null;
        return new(right)
        {
            Apply = async (split, op, ct) =>
            {
                try
                {
                    await (failure is null ? right.ApplyAsync(split, op, ct) : throw failure);
                }
                catch (ProviderException e)
                {
                    failure = e;
                    throw;
                }
            },
        };
    }

    /// <summary>Says that a split is in force before it is.</summary>
    private static WrongRouter Optimistic(ReferenceTrafficRouter right)
    {
        (TrafficSplit Split, OperationContext Operation)? later = null;
        var told = TrafficSplit.None;
        return new(right)
        {
            Apply = async (split, op, ct) =>
            {
                await (later is { } earlier ? right.ApplyAsync(earlier.Split, earlier.Operation, ct) : Task.CompletedTask);
                later = (split, op);
                told = split;
            },
            Read = (_, _) => Known(told),
        };
    }
}
