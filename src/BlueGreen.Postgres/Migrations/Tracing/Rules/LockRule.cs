using BlueGreen.Postgres.Migrations.Tracing.Catalogue;

namespace BlueGreen.Postgres.Migrations.Tracing.Rules;

/// <summary>Locks that keep writers or readers out, though not for long: how they are held, and what has a milder form.</summary>
internal static class LockRule
{
    public static IEnumerable<TraceFinding> Check(StatementTrace trace, TraceSeverity harm)
    {
        TracedRelation[] locked =
        [
            .. trace.NewLocks.Where(one => LockEffect.StopsWriters(one.Mode)).Select(one => trace.Before.Relations[one.Relation]).Where(one => !one.IsIndex).Distinct()
                .OrderBy(one => one.Name, StringComparer.Ordinal),
        ];
        TracedRelation[] brief = [.. locked.Except(trace.Rewritten).Except(trace.Scanned)];
        if (brief.Length > 0)
        {
            yield return Taken(trace, brief);
        }

        if (Second(trace, locked) is { } second)
        {
            yield return second;
        }
    }

    private static TraceFinding Taken(StatementTrace trace, TracedRelation[] locked)
    {
        var (severity, remedy) = trace switch
        {
            _ when trace.Begins("DROP", "INDEX") => (TraceSeverity.Warning, "Write DROP INDEX CONCURRENTLY."),
            _ when trace.Says("DETACH", "PARTITION") && !trace.Says("CONCURRENTLY") => (TraceSeverity.Warning, "Write DETACH PARTITION … CONCURRENTLY."),
            _ => (TraceSeverity.Note, ""),
        };
        var names = locked.Select(one => trace.LockOn(one.Id) is var mode ? $"{one.Name} ({mode}: {LockEffect.Of(mode)})" : "");
        return new("lock", severity, trace.Line, $"Locks {string.Join(", ", names)} to the end of its transaction.", remedy);
    }

    private static TraceFinding? Second(StatementTrace trace, TracedRelation[] locked)
    {
        var held = trace.HeldBefore.Where(one => LockEffect.StopsWriters(one.Mode) && trace.Origin.Relations.TryGetValue(one.Relation, out var relation) && relation.IsTable)
            .Select(one => one.Relation).ToHashSet();
        return held.Count > 0 && Array.Find(locked, one => one.IsTable && !held.Contains(one.Id)) is { } other
            ? new(
                "lock", TraceSeverity.Warning, trace.Line,
                $"Waits for {other.Name} while it holds {string.Join(", ", held.Select(trace.Origin.NameOf).Order(StringComparer.Ordinal))}: others wait for both, and two such transactions can deadlock.",
                "Put what locks another table into a migration of its own.")
            : null;
    }
}
