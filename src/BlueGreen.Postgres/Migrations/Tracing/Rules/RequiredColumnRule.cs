namespace BlueGreen.Postgres.Migrations.Tracing.Rules;

/// <summary>A column that an INSERT of the running version leaves out must have a value.</summary>
internal static class RequiredColumnRule
{
    public static IEnumerable<TraceFinding> Check(StatementTrace trace, TraceSeverity harm)
    {
        foreach (var column in trace.NewColumns.Where(one => one is { IsNotNull: true, FillsItself: false }))
        {
            yield return new(
                "required-column", harm, trace.Line,
                $"{trace.After.NameOf(column.Relation)}.{column.Name} is NOT NULL without a default: it fails where there are rows, and so does every INSERT that does not know it.",
                "Give it a constant default, or leave it nullable until -- @contract.");
        }

        if (harm != TraceSeverity.Refusal)
        {
            yield break;
        }

        foreach (var (_, column) in trace.KeptColumns.Where(pair => !pair.Was.IsNotNull && pair.Is is { IsNotNull: true, FillsItself: false }))
        {
            yield return new(
                "required-column", TraceSeverity.Warning, trace.Line,
                $"{trace.After.NameOf(column.Relation)}.{column.Name} becomes NOT NULL without a default: INSERTs of blue that leave it out fail.",
                "Look whether blue always writes it; else leave it for -- @contract.");
        }
    }
}
