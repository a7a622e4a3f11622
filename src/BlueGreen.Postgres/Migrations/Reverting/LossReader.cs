using BlueGreen.Postgres.Migrations.Files;
using BlueGreen.Postgres.Migrations.Sql;

namespace BlueGreen.Postgres.Migrations.Reverting;

/// <summary>Reads from a statement's first words which data it takes away. What a function or a DO block does is not followed; the states that were kept show it.</summary>
internal static class LossReader
{
    public static IEnumerable<LossCandidate> Read(MigrationStatement statement)
    {
        var words = new StatementWords(statement.Sql);
        return words switch
        {
            _ when words.Take("DROP", "TABLE") || words.Take("DROP", "FOREIGN", "TABLE") || words.Take("DROP", "MATERIALIZED", "VIEW") => Names(words).Select(name => new LossCandidate(RevertLossKind.Table, name)),
            _ when words.Take("DROP", "SCHEMA") => Names(words).Select(name => new LossCandidate(RevertLossKind.Table, name) { IsSchema = true }),
            _ when words.Take("TRUNCATE") => Names(words).Select(name => new LossCandidate(RevertLossKind.Table, name)),
            _ when words.Take("ALTER", "TABLE") => Columns(words),
            _ when words.TakeAny("UPDATE", "DELETE", "MERGE") || Changes(words) => [new(RevertLossKind.Rows, statement.Summary)],
            _ => [],
        };
    }

    private static bool Changes(StatementWords words) =>
        (words.Take("WITH") && (words.Contains("UPDATE") || words.Contains("DELETE", "FROM") || words.Contains("MERGE", "INTO"))) || (words.Take("INSERT") && words.Contains("DO", "UPDATE"));

    private static List<string> Names(StatementWords words)
    {
        var names = new List<string>();
        words.Take("TABLE");
        words.Take("IF", "EXISTS");
        do
        {
            words.Take("ONLY");
            if (words.TakeName() is { } name)
            {
                names.Add(name);
            }

            words.TakeMark("*");
        }
        while (words.TakeComma());

        return names;
    }

    private static IEnumerable<LossCandidate> Columns(StatementWords words)
    {
        words.Take("IF", "EXISTS");
        words.Take("ONLY");
        if (words.TakeName() is not { } table)
        {
            yield break;
        }

        words.TakeMark("*");
        do
        {
            if (Column(words) is { } column)
            {
                yield return new(RevertLossKind.Column, table, column);
            }
        }
        while (words.SkipPastComma());
    }

    /// <summary>The column that an action drops, or whose type it changes.</summary>
    private static string? Column(StatementWords words)
    {
        if (words.Take("DROP"))
        {
            return words.Take("CONSTRAINT") ? null : Name(words);
        }

        return words.Take("ALTER") && Name(words) is { } column && (words.Take("TYPE") || words.Take("SET", "DATA", "TYPE")) ? column : null;
    }

    private static string? Name(StatementWords words)
    {
        words.Take("COLUMN");
        words.Take("IF", "EXISTS");
        return words.TakeName();
    }
}
