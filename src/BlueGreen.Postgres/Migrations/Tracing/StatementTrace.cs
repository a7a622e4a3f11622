using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Sql;
using BlueGreen.Postgres.Migrations.Tracing.Catalogue;

namespace BlueGreen.Postgres.Migrations.Tracing;

/// <summary>What was seen around one statement.</summary>
/// <param name="Text">The statement, with variables by name.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Origin">The schema before its transaction.</param>
/// <param name="Before">The schema before it.</param>
/// <param name="After">The schema after it.</param>
/// <param name="HeldBefore">The locks of the transaction before it.</param>
/// <param name="Held">The locks of the transaction after it, or all that were seen while it ran outside of one.</param>
internal sealed record StatementTrace(
    string Text, int Line, TracedSchema Origin, TracedSchema Before, TracedSchema After, ImmutableHashSet<HeldLock> HeldBefore, ImmutableHashSet<HeldLock> Held)
{
    /// <summary>Whether it ran in a transaction. Outside of one, scans are not counted, and indexes that are replaced were built beside those in use.</summary>
    public bool IsInside { get; init; } = true;

    /// <summary>What others see in the end: the schema after its transaction. Null for the schema after it.</summary>
    public TracedSchema? End { get; init; }

    /// <summary>What was there before the transaction and before the statement: all that others can be in the way of.</summary>
    public IEnumerable<TracedRelation> Existing => Before.Relations.Values.Where(one => Origin.Has(one.Id));

    public IEnumerable<TracedRelation> Rewritten => Existing.Where(IsRewritten).OrderBy(one => one.Name, StringComparer.Ordinal);

    /// <summary>Read from end to end. The keys that a new foreign key refers to count, too: where there are no rows, the server looks them up in the index.</summary>
    public IEnumerable<TracedRelation> Scanned =>
        Existing.Where(one => IsInside && !one.IsIndex && After.Relations.TryGetValue(one.Id, out var after) && (after.Scans > one.Scans || IsReferredTo(one))).OrderBy(one => one.Name, StringComparer.Ordinal);

    public IEnumerable<HeldLock> NewLocks => Held.Except(HeldBefore).Where(one => Origin.Has(one.Relation) && Before.Has(one.Relation));

    public IEnumerable<TracedConstraint> NewConstraints => After.Constraints.Values.Where(one => !Before.Constraints.ContainsKey(one.Id));

    public IEnumerable<TracedColumn> NewColumns => After.Columns.Values.Where(one => !Before.Columns.ContainsKey(one.Key) && Origin.Has(one.Relation));

    /// <summary>Columns that are still there, as they were and as they are.</summary>
    public IEnumerable<(TracedColumn Was, TracedColumn Is)> KeptColumns =>
        from was in Before.Columns.Values
        where Origin.Has(was.Relation) && After.Columns.ContainsKey(was.Key)
        select (was, After.Columns[was.Key]);

    /// <summary>The strongest lock of the transaction on a relation; null where there is none.</summary>
    public LockMode? LockOn(long relation) => Held.Where(one => one.Relation == relation).Select(one => (LockMode?)one.Mode).Max();

    public bool IsRewritten(TracedRelation one) =>
        After.Relations.TryGetValue(one.Id, out var after) ? one.File is not null && after.File is not null && after.File != one.File : IsInside && one.IsIndex && After.HasNamed(one.FullName);

    private bool IsReferredTo(TracedRelation one) =>
        After.Constraints.Values.Any(key => key is { Kind: "f", IsValidated: true } && key.Referenced == one.Id && Before.Constraints.GetValueOrDefault(key.Id) is null or { IsValidated: false });

    public bool Begins(params ReadOnlySpan<string> words) => new StatementWords(Text).Take(words);

    public bool Says(params ReadOnlySpan<string> words) => new StatementWords(Text).Contains(words);

    public TracedStatement ToPublic() => new()
    {
        Text = Text,
        Line = Line,
        Locks = [.. NewLocks.GroupBy(one => one.Relation).Select(group => $"{Before.NameOf(group.Key)} {group.Max(one => one.Mode)}").Order(StringComparer.Ordinal)],
        Rewritten = [.. Rewritten.Select(one => one.Name)],
        Scanned = [.. Scanned.Where(one => !IsRewritten(one)).Select(one => one.Name)],
    };
}
