namespace BlueGreen.Postgres.Migrations.Sql;

/// <summary>Reads from a statement's first words whether it runs in a transaction, and which tables it locks how.</summary>
internal static class StatementReader
{
    public static StatementFacts Read(string statement)
    {
        if (statement.StartsWith('\\'))
        {
            return Refused("is a command of psql", "Write it as SQL.");
        }

        var words = new StatementWords(statement);
        return words switch
        {
            _ when words.Take("CREATE") => CreateReader.Read(words),
            _ when words.Take("ALTER") => AlterReader.Read(words),
            _ when words.Take("DROP") => DropReader.Read(words),
            _ when words.Take("REINDEX") => Reindex(words),
            _ when words.Take("TRUNCATE") => Truncate(words),
            _ when words.Take("CLUSTER") => Cluster(words),
            _ => Other(words),
        };
    }

    internal static StatementFacts Refused(string what, string remedy, StatementKind kind = StatementKind.Foreign) => new(kind) { Refusal = $"{what}. {remedy}" };

    private static StatementFacts Other(StatementWords words)
    {
        if (words.TakeAny("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "ABORT", "END") || words.Take("START", "TRANSACTION") || words.Take("PREPARE", "TRANSACTION"))
        {
            return Refused("controls the transaction", "Leave it out: the runner begins and ends transactions itself.", StatementKind.TransactionControl);
        }

        if (words.Take("SET"))
        {
            return new(words.TakeAny("LOCAL", "CONSTRAINTS") ? StatementKind.Ordinary : StatementKind.Setting);
        }

        return words switch
        {
            _ when words.Take("RESET") => new(StatementKind.Setting),
            _ when words.Take("VACUUM") || words.Take("CHECKPOINT") => new(StatementKind.Maintenance),
            _ when words.Take("DISCARD") => Refused("ends what the session holds, the runner's lock included", "Leave it out."),
            _ when words.Take("DEALLOCATE") && (words.Take("PREPARE", "ALL") || words.Take("ALL")) => Refused("ends what the session has prepared, the journal's statements included", "Name what the script prepared itself."),
            _ when words.Take("COPY") && words.Contains("FROM", "STDIN") => Refused("reads rows from a client", "Write them as INSERT."),
            _ => new(StatementKind.Ordinary),
        };
    }

    private static StatementFacts Reindex(StatementWords words)
    {
        var options = words.TakeParenthesis();
        if (words.TakeAny("SCHEMA", "DATABASE", "SYSTEM"))
        {
            return new(StatementKind.Maintenance);
        }

        words.TakeAny("INDEX", "TABLE");
        var isConcurrent = words.Take("CONCURRENTLY") || options?.Contains("CONCURRENTLY", StringComparison.OrdinalIgnoreCase) == true;
        return isConcurrent ? new(StatementKind.Reindex) { Object = words.TakeName() } : new(StatementKind.Ordinary);
    }

    private static StatementFacts Truncate(StatementWords words)
    {
        words.Take("TABLE");
        var targets = new List<LockTarget>();
        do
        {
            words.Take("ONLY");
            if (words.TakeName() is { } table)
            {
                targets.Add(new(table, LockMode.AccessExclusive));
            }

            words.TakeMark("*");
        }
        while (words.TakeComma());

        return new(StatementKind.Ordinary) { Targets = [.. targets] };
    }

    private static StatementFacts Cluster(StatementWords words)
    {
        words.TakeParenthesis();
        words.Take("VERBOSE");
        return words.TakeName() is { } table
            ? new(StatementKind.Ordinary) { Targets = [new(table, LockMode.AccessExclusive)] }
            : new(StatementKind.Maintenance);
    }
}
