using BlueGreen.Postgres.Migrations.Sql;
using BlueGreen.Postgres.Migrations.Tracing.Catalogue;

namespace BlueGreen.Postgres.Migrations.Tracing.Rules;

/// <summary>A table that is written anew: its file is another one afterwards.</summary>
internal static class RewriteRule
{
    public static IEnumerable<TraceFinding> Check(StatementTrace trace, TraceSeverity harm) =>
        from relation in trace.Rewritten
        where !relation.IsIndex && !trace.Begins("TRUNCATE")
        let mode = trace.LockOn(relation.Id) ?? LockMode.AccessExclusive
        select new TraceFinding("rewrite", harm, trace.Line, $"{relation.Name} is written anew under {mode}, for as long as its size takes: {LockEffect.Of(mode)}.", Remedy(trace, relation));

    private static string Remedy(StatementTrace trace, TracedRelation relation) => trace switch
    {
        _ when trace.Begins("REFRESH") => "Write REFRESH MATERIALIZED VIEW CONCURRENTLY, and give the view a unique index.",
        _ when trace.Begins("CLUSTER") || trace.Begins("VACUUM") => "Leave it out of rollouts: it has no online form.",
        _ when trace.KeptColumns.Any(pair => pair.Was.Relation == relation.Id && pair.Was.Type != pair.Is.Type) =>
            "Add a new column of the new type with a trigger that keeps both alike, fill it under -- @backfill, and drop the old one under -- @contract.",
        _ when trace.NewColumns.Any(column => column.Relation == relation.Id) =>
            "Add the column without a default and with its plain type, then ALTER COLUMN … SET DEFAULT for new rows, and fill the old ones under -- @backfill.",
        _ => "Do it on a new table that is filled under -- @backfill, or in a time without users.",
    };
}
