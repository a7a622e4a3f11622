namespace BlueGreen.Postgres.Migrations.Sql;

/// <summary>Reads statements that begin with CREATE, from the word behind it.</summary>
internal static class CreateReader
{
    public static StatementFacts Read(StatementWords words)
    {
        words.Take("OR", "REPLACE");
        words.Take("UNIQUE");
        return words switch
        {
            _ when words.Take("INDEX") => Index(words),
            _ when words.TakeAny("DATABASE", "TABLESPACE") => new(StatementKind.Outside),
            _ when words.Take("SUBSCRIPTION") => new(StatementKind.Outside),
            _ when words.Take("TRIGGER") || words.Take("CONSTRAINT", "TRIGGER") => On(words, LockMode.ShareRowExclusive),
            _ when words.Take("RULE") || words.Take("POLICY") => On(words, LockMode.AccessExclusive),
            _ when words.Take("TABLE") => Table(words),
            _ => new(StatementKind.Ordinary),
        };
    }

    private static StatementFacts Index(StatementWords words)
    {
        var isConcurrent = words.Take("CONCURRENTLY");
        words.Take("IF", "NOT", "EXISTS");
        var name = words.Take("ON") ? null : words.TakeName();
        if (name is not null)
        {
            words.Take("ON");
        }

        words.Take("ONLY");
        var table = words.TakeName();
        if (!isConcurrent)
        {
            return new(StatementKind.Ordinary) { Targets = table is null ? [] : [new(table, LockMode.Share)] };
        }

        return new(StatementKind.BuildIndex)
        {
            Table = table,
            Object = name,
            Refusal = name is null ? "builds an index without a name, which could not be found again after an interruption. Name it: CREATE INDEX CONCURRENTLY name ON …" : null,
        };
    }

    private static StatementFacts On(StatementWords words, LockMode mode) =>
        words.SkipPast("ON") && words.TakeName() is { } table ? new(StatementKind.Ordinary) { Targets = [new(table, mode)] } : new(StatementKind.Ordinary);

    /// <summary>A new table locks those that its foreign keys name.</summary>
    private static StatementFacts Table(StatementWords words)
    {
        var targets = new List<LockTarget>();
        while (!words.IsAtEnd)
        {
            if (words.Take("REFERENCES") && words.TakeName() is { } referenced)
            {
                targets.Add(new(referenced, LockMode.ShareRowExclusive));
            }
            else if (words.Take("PARTITION", "OF") && words.TakeName() is { } parent)
            {
                targets.Add(new(parent, LockMode.AccessExclusive));
            }
            else
            {
                words.Skip();
            }
        }

        return new(StatementKind.Ordinary) { Targets = [.. targets] };
    }
}
