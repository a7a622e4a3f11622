using BlueGreen.Notifications;

namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>For each rule of cursors some that break it.</summary>
internal static class WrongCursorsByRule
{
    public static Dictionary<string, Func<InMemoryNotificationCursors, WrongCursors>> All { get; } = new()
    {
        ["nothing-told-is-zero"] = right => new(right) { Read = async (subscriber, rollout, ct) => await right.ReadAsync(subscriber, rollout, ct) is > 0 and var sequence ? sequence : -1 },
        ["written-is-read"] = right => new(right) { Write = (subscriber, rollout, sequence, ct) => right.WriteAsync(subscriber, rollout, unchecked((int)sequence), ct) },
        ["higher-replaces"] = KeepsTheFirst,
        ["lower-changes-nothing"] = KeepsTheLast,
        ["write-is-repeatable"] = TakesRepetitionForAMistake,
        ["subscribers-are-apart"] = right => new(right)
        {
            Read = (subscriber, rollout, ct) => right.ReadAsync(subscriber.ToUpperInvariant(), rollout, ct),
            Write = (subscriber, rollout, sequence, ct) => right.WriteAsync(subscriber.ToUpperInvariant(), rollout, sequence, ct),
        },
        ["rollouts-are-apart"] = right => new(right)
        {
            Read = (subscriber, _, ct) => right.ReadAsync(subscriber, new("all"), ct),
            Write = (subscriber, _, sequence, ct) => right.WriteAsync(subscriber, new("all"), sequence, ct),
        },
        ["highest-of-many-stays"] = right => new(right) { Write = (subscriber, rollout, sequence, ct) => sequence == 16 ? Task.CompletedTask : right.WriteAsync(subscriber, rollout, sequence, ct) },
        ["cursors-need-no-claim"] = ForgetsWithTheClaim,
        ["cancelled-write-does-nothing"] = right => new(right) { Write = (subscriber, rollout, sequence, _) => right.WriteAsync(subscriber, rollout, sequence, CancellationToken.None) },
        ["cancelled-read-throws"] = right => new(right) { Read = (subscriber, rollout, _) => right.ReadAsync(subscriber, rollout, CancellationToken.None) },
        ["held-is-not-claimed"] = right => new(right) { Claim = async (subscriber, owner, duration, ct) => await right.ClaimAsync(subscriber, owner, duration, ct) || true },
        ["claims-are-per-subscriber"] = right => new(right) { Claim = (_, owner, duration, ct) => right.ClaimAsync("all", owner, duration, ct) },
        ["claim-is-prolonged"] = NeverProlongs,
        ["expired-is-claimed"] = right => new(right) { Claim = (subscriber, owner, _, ct) => right.ClaimAsync(subscriber, owner, TimeSpan.FromDays(1), ct) },
        ["one-claim-of-many"] = right => new(right) { Claim = async (subscriber, owner, duration, ct) => await right.ClaimAsync(subscriber, owner, duration, ct) || owner == "host-7" || owner == "host-6" },
        ["released-is-claimed-at-once"] = right => new(right) { Release = (_, _, _) => Task.CompletedTask },
        ["release-by-others-is-harmless"] = TakesFromWhoeverHasIt,
        ["cancelled-claim-does-nothing"] = right => new(right) { Claim = (subscriber, owner, duration, _) => right.ClaimAsync(subscriber, owner, duration, CancellationToken.None) },
        ["cancelled-release-does-nothing"] = right => new(right) { Release = (subscriber, owner, _) => right.ReleaseAsync(subscriber, owner, CancellationToken.None) },
    };

    private static WrongCursors KeepsTheFirst(InMemoryNotificationCursors right) => new(right)
    {
        Write = async (subscriber, rollout, sequence, ct) =>
        {
            if (await right.ReadAsync(subscriber, rollout, ct) == 0)
            {
                await right.WriteAsync(subscriber, rollout, sequence, ct);
            }
        },
    };

    private static WrongCursors KeepsTheLast(InMemoryNotificationCursors right)
    {
        Dictionary<(string, RolloutId), long> last = [];
        return new(right)
        {
            Read = (subscriber, rollout, _) => Task.FromResult(last.GetValueOrDefault((subscriber, rollout))),
            Write = (subscriber, rollout, sequence, _) =>
            {
                last[(subscriber, rollout)] = sequence;
                return Task.CompletedTask;
            },
        };
    }

    private static WrongCursors TakesRepetitionForAMistake(InMemoryNotificationCursors right) => new(right)
    {
        Write = async (subscriber, rollout, sequence, ct) => await (await right.ReadAsync(subscriber, rollout, ct) == sequence
            ? throw new InvalidOperationException("The row is there already.")
            : right.WriteAsync(subscriber, rollout, sequence, ct)),
    };

    /// <summary>Forgets what a subscriber was told when the right to tell it is given back.</summary>
    private static WrongCursors ForgetsWithTheClaim(InMemoryNotificationCursors right)
    {
        var isClaimed = false;
        return new(right)
        {
            Claim = (subscriber, owner, duration, ct) =>
            {
                isClaimed = true;
                return right.ClaimAsync(subscriber, owner, duration, ct);
            },
            Release = (subscriber, owner, ct) =>
            {
                isClaimed = false;
                return right.ReleaseAsync(subscriber, owner, ct);
            },
            Read = async (subscriber, rollout, ct) => isClaimed ? await right.ReadAsync(subscriber, rollout, ct) : 0,
        };
    }

    private static WrongCursors NeverProlongs(InMemoryNotificationCursors right)
    {
        HashSet<string> owners = [];
        return new(right) { Claim = async (subscriber, owner, duration, ct) => !owners.Add(owner) || await right.ClaimAsync(subscriber, owner, duration, ct) };
    }

    private static WrongCursors TakesFromWhoeverHasIt(InMemoryNotificationCursors right)
    {
        var holder = "";
        return new(right)
        {
            Claim = async (subscriber, owner, duration, ct) =>
            {
                var isTaken = await right.ClaimAsync(subscriber, owner, duration, ct);
                holder = isTaken ? owner : holder;
                return isTaken;
            },
            Release = (subscriber, _, ct) => right.ReleaseAsync(subscriber, holder, ct),
        };
    }
}
