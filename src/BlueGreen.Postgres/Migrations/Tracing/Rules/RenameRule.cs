namespace BlueGreen.Postgres.Migrations.Tracing.Rules;

/// <summary>A name that the running version uses is another one afterwards.</summary>
internal static class RenameRule
{
    private const string Remedy = "Add the new name beside the old one (a column with a trigger, a view for a table), and drop the old one under -- @contract.";

    public static IEnumerable<TraceFinding> Check(StatementTrace trace, TraceSeverity harm)
    {
        foreach (var was in trace.Existing.Where(one => one.IsUsedByName))
        {
            if (trace.After.Relations.TryGetValue(was.Id, out var after) && after.FullName != was.FullName)
            {
                yield return Finding(trace, harm, $"The {was.Word} {was.Name} is called {after.Name}");
            }
        }

        foreach (var (was, after) in trace.KeptColumns.Where(pair => pair.Was.Name != pair.Is.Name))
        {
            yield return Finding(trace, harm, $"The column {was.Name} of {trace.Before.NameOf(was.Relation)} is called {after.Name}");
        }

        if (trace.Begins("ALTER") && trace.Says("RENAME") && IsOfNoRelation(trace))
        {
            yield return Finding(trace, harm, "A type, a value of it, a routine, a sequence or a schema has another name");
        }
    }

    private static bool IsOfNoRelation(StatementTrace trace) =>
        trace.Begins("ALTER", "TYPE") || trace.Begins("ALTER", "DOMAIN") || trace.Begins("ALTER", "FUNCTION") || trace.Begins("ALTER", "PROCEDURE")
        || trace.Begins("ALTER", "ROUTINE") || trace.Begins("ALTER", "SEQUENCE") || trace.Begins("ALTER", "SCHEMA");

    private static TraceFinding Finding(StatementTrace trace, TraceSeverity harm, string what) =>
        new("rename", harm, trace.Line, $"{what} afterwards: what names it as before fails at once.", Remedy);
}
