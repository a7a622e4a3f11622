namespace BlueGreen.Postgres.Migrations.Tracing.Rules;

/// <summary>The columns of a table are others: what was prepared with <c>SELECT *</c> fails once on each connection.</summary>
internal static class PreparedRule
{
    public static IEnumerable<TraceFinding> Check(StatementTrace trace, TraceSeverity harm) =>
        trace.NewColumns.Select(one => one.Relation)
            .Concat(trace.KeptColumns.Where(pair => pair.Was.Type != pair.Is.Type).Select(pair => pair.Was.Relation))
            .Where(trace.Before.Has).Distinct().Order()
            .Select(relation => new TraceFinding(
                "prepared", TraceSeverity.Note, trace.Line,
                $"SELECT * FROM {trace.Before.NameOf(relation)}, where it is prepared, fails once on each open connection (0A000, cached plan must not change result type).",
                "Name the columns in queries, or repeat them once on 0A000."));
}
