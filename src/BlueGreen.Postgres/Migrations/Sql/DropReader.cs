namespace BlueGreen.Postgres.Migrations.Sql;

/// <summary>Reads statements that begin with DROP, from the word behind it.</summary>
internal static class DropReader
{
    public static StatementFacts Read(StatementWords words) => words switch
    {
        _ when words.TakeAny("DATABASE", "TABLESPACE", "SUBSCRIPTION") => new(StatementKind.Outside),
        _ when words.Take("INDEX", "CONCURRENTLY") => Index(words),
        _ when words.TakeAny("TABLE", "VIEW") => Tables(words),
        _ when words.TakeAny("TRIGGER", "RULE", "POLICY") => On(words),
        _ => new(StatementKind.Ordinary),
    };

    private static StatementFacts Index(StatementWords words)
    {
        words.Take("IF", "EXISTS");
        return new(StatementKind.DropIndex) { Object = words.TakeName() };
    }

    private static StatementFacts Tables(StatementWords words)
    {
        words.Take("IF", "EXISTS");
        var targets = new List<LockTarget>();
        do
        {
            if (words.TakeName() is { } table)
            {
                targets.Add(new(table, LockMode.AccessExclusive));
            }
        }
        while (words.TakeComma());

        return new(StatementKind.Ordinary) { Targets = [.. targets] };
    }

    private static StatementFacts On(StatementWords words) =>
        words.SkipPast("ON") && words.TakeName() is { } table ? new(StatementKind.Ordinary) { Targets = [new(table, LockMode.AccessExclusive)] } : new(StatementKind.Ordinary);
}
