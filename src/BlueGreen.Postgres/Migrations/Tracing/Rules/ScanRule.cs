using BlueGreen.Postgres.Migrations.Sql;
using BlueGreen.Postgres.Migrations.Tracing.Catalogue;

namespace BlueGreen.Postgres.Migrations.Tracing.Rules;

/// <summary>A table that is read from end to end while its lock keeps writers out.</summary>
internal static class ScanRule
{
    public static IEnumerable<TraceFinding> Check(StatementTrace trace, TraceSeverity harm) =>
        from relation in trace.Scanned
        let mode = trace.LockOn(relation.Id)
        where !trace.IsRewritten(relation) && (relation.Kind == "m" ? mode == LockMode.AccessExclusive : LockEffect.StopsWriters(mode))
        select new TraceFinding("scan", harm, trace.Line, $"{relation.Name} is read from end to end under {mode}, for as long as its size takes: {LockEffect.Of(mode)}.", Remedy(trace, relation));

    private static string Remedy(StatementTrace trace, TracedRelation relation) =>
        trace.NewConstraints.Where(one => one.Relation == relation.Id || one.Referenced == relation.Id).Select(one => one.Kind).FirstOrDefault() switch
        {
            "f" or "c" => "Add the constraint NOT VALID, and VALIDATE CONSTRAINT it in a migration of its own, which keeps nobody out.",
            "u" => "Build a unique index with CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … UNIQUE USING INDEX.",
            "p" => "Make the columns NOT NULL first (by a validated CHECK), build a unique index with CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … PRIMARY KEY USING INDEX.",
            "x" => "An EXCLUDE constraint has no online form: put it on a new table, or do it in a time without users.",
            _ => Otherwise(trace, relation),
        };

    private static string Otherwise(StatementTrace trace, TracedRelation relation) => trace switch
    {
        _ when trace.KeptColumns.Any(pair => pair.Was.Relation == relation.Id && !pair.Was.IsNotNull && pair.Is.IsNotNull) =>
            "Add CHECK (column IS NOT NULL) NOT VALID, VALIDATE it in a migration of its own, then SET NOT NULL, which believes it, and drop the CHECK.",
        _ when trace.After.Relations.Values.Any(one => one.Table == relation.Id && !trace.Before.Has(one.Id)) => "Write CREATE INDEX CONCURRENTLY.",
        _ when trace.Begins("REINDEX") => "Write REINDEX … CONCURRENTLY.",
        _ when trace.KeptColumns.Any(pair => pair.Was.Relation == relation.Id && pair.Was.Type != pair.Is.Type) =>
            "Drop the column's CHECK first and add it again NOT VALID; where an index is rebuilt, add a new column instead, with a trigger and -- @backfill.",
        _ when !relation.IsPartition && trace.After.Relations[relation.Id].IsPartition =>
            "Before attaching, give the partition a CHECK that says the same as its bounds, NOT VALID and then validated: it is believed.",
        _ => "Put what reads the table into a migration of its own, apart from what locks it; changes of rows belong under -- @backfill.",
    };
}
