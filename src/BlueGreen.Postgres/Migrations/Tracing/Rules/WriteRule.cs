using BlueGreen.Postgres.Migrations.Sql;

namespace BlueGreen.Postgres.Migrations.Tracing.Rules;

/// <summary>Rows of a table in use are changed all at once.</summary>
internal static class WriteRule
{
    public static IEnumerable<TraceFinding> Check(StatementTrace trace, TraceSeverity harm)
    {
        if (!trace.Begins("UPDATE") && !trace.Begins("DELETE") && !trace.Begins("MERGE") && !(trace.Begins("WITH") && (trace.Says("UPDATE") || trace.Says("DELETE", "FROM"))))
        {
            return [];
        }

        return trace.NewLocks.Where(one => one.Mode == LockMode.RowExclusive && trace.Before.Relations[one.Relation].IsTable).Select(one => new TraceFinding(
            "write", TraceSeverity.Warning, trace.Line, $"Changes rows of {trace.Before.NameOf(one.Relation)} and holds them to the end of its migration: writers of the same rows wait.",
            "Put it under -- @backfill, which goes in batches; or leave it, where the rows are few."));
    }
}
