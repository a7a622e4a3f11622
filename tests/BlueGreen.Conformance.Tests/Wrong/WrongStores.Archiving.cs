using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BlueGreen.Journal;
using BlueGreen.Signals;

namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>For each rule about archives a store that breaks it.</summary>
internal static partial class WrongStores
{
    private static Dictionary<string, Func<InMemoryRolloutStore, WrongStore>> Archiving => new()
    {
        ["pages-walk-all-once"] = ComparesTimesOnly,
        ["before-the-unknown-is-nothing"] = right => new(right) { List = (query, ct) => FromTheTopAsync(right, query, ct) },
        ["deleted-leaves-nothing"] = right => new(right) { ReadInbox = KeepsInboxes(right) },
        ["deleted-keeps-the-epoch"] = BeginsAnew,
        ["open-is-not-deleted"] = right => new(right) { Delete = (id, ct) => DeletedOrNotAsync(right, id, ct) },
        ["delete-of-unknown-is-false"] = right => new(right) { Delete = async (id, ct) => await right.DeleteAsync(id, ct) || true },
        ["cancelled-delete-does-nothing"] = right => new(right) { Delete = (id, _) => right.DeleteAsync(id, CancellationToken.None) },
        ["imported-is-read"] = right => new(right) { Import = (entries, ct) => right.ImportAsync([.. entries.Select(entry => entry with { At = entries[0].At })], ct) },
        ["imported-is-listed-by-its-start"] = ListsTheLastImportedFirst,
        ["imported-again-is-false"] = right => new(right) { Import = async (entries, ct) => await right.DeleteAsync(entries[0].Rollout, ct) | await right.ImportAsync(entries, ct) },
        ["only-whole-journals-are-imported"] = right => new(right) { Import = (entries, ct) => right.ImportAsync([.. entries.OrderBy(entry => entry.Sequence)], ct) },
        ["import-raises-the-epoch"] = right => new(right) { Import = (entries, ct) => right.ImportAsync([.. entries.Select(entry => entry with { Epoch = 0 })], ct) },
        ["imported-is-not-active"] = right => new(right) { Import = (entries, ct) => right.ImportAsync([.. entries.Select(entry => entry with { Epoch = long.MaxValue })], ct) },
        ["deleted-can-be-imported"] = RemembersTheDeleted,
        ["cancelled-import-does-nothing"] = right => new(right) { Import = (entries, _) => right.ImportAsync(entries, CancellationToken.None) },
    };

    /// <summary>Lists what began earlier than the last, and forgets those that began with it.</summary>
    private static WrongStore ComparesTimesOnly(InMemoryRolloutStore right) => new(right)
    {
        List = (query, ct) => query.Before is { } before ? EarlierAsync(right, query with { Before = null, Maximum = int.MaxValue }, before, ct).Take(query.Maximum) : right.ListAsync(query, ct),
    };

    private static async IAsyncEnumerable<RolloutSummary> EarlierAsync(InMemoryRolloutStore right, RolloutQuery query, RolloutId before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = await right.ListAsync(new() { Rollout = before }, cancellationToken).SingleAsync(cancellationToken);
        await foreach (var summary in right.ListAsync(query, cancellationToken).Where(summary => summary.StartedAt < last.StartedAt))
        {
            yield return summary;
        }
    }

    /// <summary>Begins at the newest where it does not know the rollout.</summary>
    private static async IAsyncEnumerable<RolloutSummary> FromTheTopAsync(InMemoryRolloutStore right, RolloutQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isKnown = query.Before is { } before && !(await right.ReadAsync(before, 0, cancellationToken)).IsEmpty;
        await foreach (var summary in right.ListAsync(isKnown ? query : query with { Before = null }, cancellationToken))
        {
            yield return summary;
        }
    }

    private static Func<RolloutId, long, CancellationToken, Task<ImmutableArray<InboxEntry>>> KeepsInboxes(InMemoryRolloutStore right)
    {
        ImmutableArray<InboxEntry> kept = [];
        return async (id, after, ct) => await right.ReadInboxAsync(id, after, ct) is { IsEmpty: false } read ? kept = read : kept;
    }

    /// <summary>Deletes the application's row, too, so that epochs begin again.</summary>
    private static WrongStore BeginsAnew(InMemoryRolloutStore right)
    {
        var isAnew = false;
        return new(right)
        {
            Delete = async (id, ct) => isAnew = await right.DeleteAsync(id, ct),
            Claim = async (request, ct) => [.. (await right.ClaimAsync(request, ct)).Select(lease => isAnew ? lease with { Epoch = lease.Epoch - 1 } : lease)],
        };
    }

    private static async Task<bool> DeletedOrNotAsync(InMemoryRolloutStore right, RolloutId rollout, CancellationToken cancellationToken)
    {
        try
        {
            return await right.DeleteAsync(rollout, cancellationToken);
        }
        catch (RolloutRefusedException)
        {
            return false;
        }
    }

    /// <summary>Sorts by the order in which rollouts came into the store.</summary>
    private static WrongStore ListsTheLastImportedFirst(InMemoryRolloutStore right)
    {
        List<RolloutId> imported = [];
        return new(right)
        {
            Import = (entries, ct) =>
            {
                imported.Add(entries[0].Rollout);
                return right.ImportAsync(entries, ct);
            },
            List = (query, ct) => right.ListAsync(query, ct).OrderByDescending(summary => imported.IndexOf(summary.Rollout)),
        };
    }

    /// <summary>Keeps a mark of what was deleted, and takes it for the rollout.</summary>
    private static WrongStore RemembersTheDeleted(InMemoryRolloutStore right)
    {
        HashSet<RolloutId> deleted = [];
        return new(right)
        {
            Delete = (id, ct) =>
            {
                deleted.Add(id);
                return right.DeleteAsync(id, ct);
            },
            Import = (entries, ct) => deleted.Contains(entries[0].Rollout) ? Task.FromResult(false) : right.ImportAsync(entries, ct),
        };
    }
}
