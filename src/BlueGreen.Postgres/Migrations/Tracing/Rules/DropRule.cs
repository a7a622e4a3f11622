namespace BlueGreen.Postgres.Migrations.Tracing.Rules;

/// <summary>Something that blue uses is gone, or empty. In a contract and in a down script that is what they are for.</summary>
internal static class DropRule
{
    private static readonly string[] Unseen = ["FUNCTION", "PROCEDURE", "ROUTINE", "AGGREGATE", "TYPE", "DOMAIN", "SEQUENCE", "SCHEMA"];

    public static IEnumerable<TraceFinding> Check(StatementTrace trace, TraceSeverity harm) =>
        harm == TraceSeverity.Refusal
            ? Gone(trace).Select(what => new TraceFinding("drop", harm, trace.Line, $"{what}: what blue does with it fails at once.", "Put it under -- @contract, which runs when blue is gone."))
            : [];

    private static IEnumerable<string> Gone(StatementTrace trace)
    {
        foreach (var relation in trace.Existing.Where(one => one.IsUsedByName && !trace.After.Has(one.Id) && !(trace.End ?? trace.After).HasNamed(one.FullName)))
        {
            yield return $"The {relation.Word} {relation.Name} is dropped";
        }

        foreach (var column in trace.Before.Columns.Values.Where(one => trace.Origin.Columns.ContainsKey(one.Key) && trace.After.Has(one.Relation) && !trace.After.Columns.ContainsKey(one.Key)))
        {
            yield return $"The column {column.Name} of {trace.Before.NameOf(column.Relation)} is dropped";
        }

        if (trace.Begins("TRUNCATE"))
        {
            foreach (var relation in trace.Rewritten.Where(one => one.IsTable))
            {
                yield return $"The table {relation.Name} is emptied";
            }
        }

        if (Unseen.Any(kind => trace.Begins("DROP", kind)))
        {
            yield return "A type, a routine, a sequence or a schema is dropped";
        }
    }
}
