using System.Runtime.CompilerServices;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Signals;

namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>For each rule of stores one that breaks it.</summary>
internal static partial class WrongStores
{
    public static Dictionary<string, Func<InMemoryRolloutStore, WrongStore>> All { get; } = Driving.Concat(Archiving).ToDictionary();

    private static Dictionary<string, Func<InMemoryRolloutStore, WrongStore>> Driving => new()
    {
        ["started-is-read"] = right => new(right) { Start = (request, ct) => right.StartAsync(request with { Started = request.Started with { By = null } }, ct) },
        ["key-is-repeatable"] = right => new(right) { Start = (request, ct) => right.StartAsync(request with { Key = null }, ct) },
        ["keys-belong-to-applications"] = KeysForAll,
        ["busy-application-refuses"] = right => new(right) { Start = (request, ct) => right.StartAsync(request with { IfActive = IfActive.Queue }, ct) },
        ["queued-waits-its-turn"] = right => new(right) { Start = (request, ct) => right.StartAsync(request with { IfActive = IfActive.Refuse }, ct) },
        ["applications-do-not-wait-for-each-other"] = right => new(right) { Start = (request, ct) => right.StartAsync(request with { Started = request.Started with { Plan = request.Started.Plan with { Application = "one" } } }, ct) },
        ["one-active-of-many"] = ChecksThenStarts,
        ["cancelled-start-does-nothing"] = right => new(right) { Start = (request, _) => right.StartAsync(request, CancellationToken.None) },
        ["appended-is-read"] = right => new(right) { Append = (request, ct) => right.AppendAsync(request with { EventId = "event" }, ct) },
        ["numbers-have-no-gaps"] = right => new(right) { Read = async (id, after, ct) => [.. (await right.ReadAsync(id, after, ct)).Select(entry => entry with { Sequence = entry.Sequence * 2 - 1 })] },
        ["moved-head-is-refused"] = right => new(right) { Append = async (request, ct) => await right.AppendAsync(request with { ExpectedHead = await HeadAsync(right, request.Rollout) }, ct) },
        ["lower-epoch-is-fenced"] = IgnoresEpochs,
        ["one-append-of-many"] = right => new(right) { Append = async (request, ct) => await right.AppendAsync(request with { ExpectedHead = await HeadAsync(right, request.Rollout) }, ct) },
        ["lost-answer-can-be-found"] = right => new(right) { Append = (request, ct) => right.AppendAsync(request with { EventId = $"{Guid.NewGuid():N}" }, ct) },
        ["signals-keep-it-open"] = right => new(right) { Append = (request, ct) => right.AppendAsync(request with { InboxPosition = long.MaxValue }, ct) },
        ["closed-is-closed"] = right => new(right)
        {
            Append = async (request, ct) =>
            {
                var result = await right.AppendAsync(request, ct);
                return result.Status == AppendStatus.Fenced ? result with { Status = AppendStatus.Appended } : result;
            },
        },
        ["cancelled-append-does-nothing"] = right => new(right) { Append = (request, _) => right.AppendAsync(request, CancellationToken.None) },
        ["read-begins-after"] = right => new(right) { Read = (id, after, ct) => right.ReadAsync(id, after - 1, ct) },
        ["watch-follows-to-the-end"] = right => new(right) { Watch = (id, after, ct) => OnlyPresentAsync(right, id, after, ct) },
        ["watch-of-closed-ends"] = right => new(right) { Watch = (id, after, ct) => WaitingForTheEndAsync(right, id, after, ct) },
        ["watch-ends-when-cancelled"] = right => new(right) { Watch = (id, after, _) => NeverEndingAsync(right, id, after) },
        ["list-is-newest-first"] = right => new(right) { List = (query, ct) => right.ListAsync(query, ct).Reverse() },
        ["list-filters"] = right => new(right) { List = (query, ct) => right.ListAsync(query with { OpenOnly = false }, ct) },
        ["cancelled-read-throws"] = right => new(right) { Read = (id, after, _) => right.ReadAsync(id, after, CancellationToken.None) },
        ["lease-says-all"] = right => new(right) { Claim = async (request, ct) => [.. (await right.ClaimAsync(request, ct)).Select(lease => lease with { ExpiresAt = lease.StoreTime })] },
        ["epochs-begin-at-the-time"] = right => new(right) { Claim = async (request, ct) => [.. (await right.ClaimAsync(request, ct)).Select(lease => lease with { Epoch = 1 })] },
        ["every-claim-raises-the-epoch"] = OneEpochForEver,
        ["held-is-not-claimed"] = right => new(right) { Claim = async (request, ct) => await right.ClaimAsync(request, ct) is { IsEmpty: false } taken ? taken : [new(new("made-up"), "", request.Owner, 1, default, default)] },
        ["expired-is-claimed"] = right => new(right) { Claim = (request, ct) => right.ClaimAsync(request with { Duration = TimeSpan.FromDays(1) }, ct) },
        ["one-claim-of-many"] = TakesWhatIsHeld,
        ["claims-are-bounded"] = right => new(right) { Claim = (request, ct) => right.ClaimAsync(request with { Maximum = 10 }, ct) },
        ["claims-keep-to-the-application"] = right => new(right) { Claim = (request, ct) => right.ClaimAsync(request with { Application = null }, ct) },
        ["excepted-is-not-claimed"] = right => new(right) { Claim = (request, ct) => right.ClaimAsync(request with { Except = [] }, ct) },
        ["newer-format-is-not-claimed"] = right => new(right) { Claim = (request, ct) => right.ClaimAsync(request with { Schema = int.MaxValue }, ct) },
        ["only-active-is-claimed"] = right => new(right) { Claim = async (request, ct) => await right.ClaimAsync(request, ct) is { IsEmpty: false } taken ? taken : [new(new("made-up"), "", request.Owner, 1, default, default)] },
        ["renewed-lease-lasts"] = right => new(right) { Renew = (leases, _, _) => Task.FromResult(leases) },
        ["lost-lease-is-not-renewed"] = right => new(right) { Renew = async (leases, duration, ct) => { await right.RenewAsync(leases, duration, ct); return leases; } },
        ["released-is-claimed-at-once"] = right => new(right) { Release = (_, _) => Task.CompletedTask },
        ["cancelled-claim-does-nothing"] = right => new(right) { Claim = (request, _) => right.ClaimAsync(request, CancellationToken.None) },
        ["signals-are-read-in-order"] = right => new(right) { ReadInbox = async (id, after, ct) => [.. (await right.ReadInboxAsync(id, after, ct)).Reverse()] },
        ["signal-ids-are-unique"] = right => new(right) { Send = (id, signal, ct) => right.SendAsync(id, signal with { Id = $"{Guid.NewGuid():N}" }, ct) },
        ["signals-belong-to-rollouts"] = SignalsForAll,
        ["signals-leave-the-head"] = right => new(right) { Send = async (id, signal, ct) => { await AppendOwnAsync(right, id, ct); return await right.SendAsync(id, signal, ct); } },
        ["signals-at-once-are-kept"] = right => new(right) { ReadInbox = async (id, after, ct) => [.. (await right.ReadInboxAsync(id, after, ct)).Select(entry => entry with { Position = 1 })] },
        ["inbox-watch-ends-when-cancelled"] = right => new(right) { WatchInbox = _ => NeverAsync() },
        ["cancelled-send-does-nothing"] = right => new(right) { Send = (id, signal, _) => right.SendAsync(id, signal, CancellationToken.None) },
    };

    private static async Task<long> HeadAsync(InMemoryRolloutStore right, RolloutId rollout) => (await right.ReadAsync(rollout, 0, CancellationToken.None))[^1].Sequence;

    private static async Task<AppendResult> AnyEpochAsync(InMemoryRolloutStore right, AppendRequest request, CancellationToken cancellationToken)
    {
        var result = await right.AppendAsync(request, cancellationToken);
        return result.Status == AppendStatus.Fenced ? await right.AppendAsync(request with { Epoch = result.Epoch }, cancellationToken) : result;
    }

    private static WrongStore IgnoresEpochs(InMemoryRolloutStore right) => new(right) { Append = (request, ct) => AnyEpochAsync(right, request, ct) };

    private static WrongStore OneEpochForEver(InMemoryRolloutStore right)
    {
        Lease? last = null;
        return new(right)
        {
            Claim = async (request, ct) =>
            {
                var taken = await right.ClaimAsync(request, ct);
                last = taken.IsEmpty ? last : taken[0];
                return [.. taken.Select(lease => lease with { Epoch = 7 })];
            },
            Release = (_, ct) => right.ReleaseAsync(last!, ct),
            Append = (request, ct) => AnyEpochAsync(right, request, ct),
        };
    }

    private static WrongStore KeysForAll(InMemoryRolloutStore right)
    {
        Dictionary<string, RolloutId> keys = [];
        return new(right)
        {
            Start = (request, ct) => request.Key is { } key && !keys.TryAdd(key, request.Rollout)
                ? Task.FromResult(new StartResult(StartStatus.Existing, keys[key], null))
                : right.StartAsync(request, ct),
        };
    }

    /// <summary>Looks for an active rollout first and starts then, in two steps, and says that it was alone.</summary>
    private static WrongStore ChecksThenStarts(InMemoryRolloutStore right) => new(right)
    {
        Start = async (request, ct) => await right.StartAsync(request, ct) is { Status: StartStatus.Refused } refused ? refused with { Status = StartStatus.Started } : await right.StartAsync(request, ct),
    };

    /// <summary>Gives leases to everybody.</summary>
    private static WrongStore TakesWhatIsHeld(InMemoryRolloutStore right)
    {
        Lease? last = null;
        return new(right)
        {
            Claim = async (request, ct) =>
            {
                if (last is not null)
                {
                    await right.ReleaseAsync(last, ct);
                }

                var taken = await right.ClaimAsync(request, ct);
                last = taken.IsEmpty ? last : taken[0];
                return taken;
            },
        };
    }

    private static WrongStore SignalsForAll(InMemoryRolloutStore right)
    {
        HashSet<string> known = [];
        return new(right) { Send = (id, signal, ct) => known.Add(signal.Id) ? right.SendAsync(id, signal, ct) : Task.FromResult(SignalReceipt.Duplicate) };
    }

    private static async Task AppendOwnAsync(InMemoryRolloutStore right, RolloutId rollout, CancellationToken cancellationToken) =>
        await AnyEpochAsync(right, new(rollout, 0, await HeadAsync(right, rollout), "signal", new StepStarted(0, "signal"), 0), cancellationToken);

    private static async IAsyncEnumerable<JournalEntry> OnlyPresentAsync(InMemoryRolloutStore right, RolloutId rollout, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var entry in await right.ReadAsync(rollout, after, cancellationToken))
        {
            yield return entry;
        }
    }

    /// <summary>Ends when it sees the rollout closed, and waits for ever for what was before it began.</summary>
    private static async IAsyncEnumerable<JournalEntry> WaitingForTheEndAsync(InMemoryRolloutStore right, RolloutId rollout, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var hasEnded = false;
        await foreach (var entry in right.WatchAsync(rollout, after, cancellationToken))
        {
            hasEnded = entry.Event is RolloutClosed;
            yield return entry;
        }

        await Task.Delay(hasEnded ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, cancellationToken);
    }

    private static async IAsyncEnumerable<JournalEntry> NeverEndingAsync(InMemoryRolloutStore right, RolloutId rollout, long after)
    {
        foreach (var entry in await right.ReadAsync(rollout, after, CancellationToken.None))
        {
            yield return entry;
        }

        await Task.Delay(Timeout.Infinite, CancellationToken.None);
    }

    private static async IAsyncEnumerable<RolloutId> NeverAsync()
    {
        await Task.Delay(Timeout.Infinite, CancellationToken.None);
        yield break;
    }
}
