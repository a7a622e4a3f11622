using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Sql;

/// <summary>Reads statements that begin with ALTER, from the word behind it.</summary>
internal static class AlterReader
{
    public static StatementFacts Read(StatementWords words) => words switch
    {
        _ when words.Take("SYSTEM") => new(StatementKind.Maintenance),
        _ when words.Take("DATABASE") && words.Contains("SET", "TABLESPACE") => new(StatementKind.Outside),
        _ when words.Take("TABLE") => Table(words),
        _ => new(StatementKind.Ordinary),
    };

    private static StatementFacts Table(StatementWords words)
    {
        if (words.Take("ALL", "IN", "TABLESPACE"))
        {
            return new(StatementKind.Ordinary);
        }

        words.Take("IF", "EXISTS");
        words.Take("ONLY");
        if (words.TakeName() is not { } table)
        {
            return new(StatementKind.Ordinary);
        }

        words.TakeMark("*");
        if (words.Take("DETACH", "PARTITION") && words.TakeName() is { } partition)
        {
            return words.Take("CONCURRENTLY")
                ? new(StatementKind.DetachPartition) { Table = table, Object = partition }
                : new(StatementKind.Ordinary) { Targets = [new(table, LockMode.AccessExclusive), new(partition, LockMode.AccessExclusive)] };
        }

        return new(StatementKind.Ordinary) { Targets = Targets(table, words) };
    }

    private static ImmutableArray<LockTarget> Targets(string table, StatementWords words)
    {
        var own = LockMode.ShareUpdateExclusive;
        ImmutableArray<LockTarget> others = [];
        do
        {
            var (mode, other) = Action(words);
            own = mode > own ? mode : own;
            others = other is null ? others : others.Add(other);
        }
        while (words.SkipPastComma());

        return others.Insert(0, new(table, own));
    }

    /// <summary>The lock of one action, and what it locks besides; what is not known to be milder is taken for the strongest.</summary>
    private static (LockMode Mode, LockTarget? Other) Action(StatementWords words) => words switch
    {
        _ when words.Take("VALIDATE", "CONSTRAINT") => (LockMode.ShareUpdateExclusive, null),
        _ when words.Take("ATTACH", "PARTITION") => (LockMode.ShareUpdateExclusive, words.TakeName() is { } partition ? new(partition, LockMode.AccessExclusive) : null),
        _ when words.Take("CLUSTER", "ON") || words.Take("SET", "WITHOUT", "CLUSTER") => (LockMode.ShareUpdateExclusive, null),
        _ when words.Take("ALTER") => (words.ContainsInAction("SET", "STATISTICS") ? LockMode.ShareUpdateExclusive : LockMode.AccessExclusive, null),
        _ when words.Take("SET") && words.TakeParenthesis() is not null => (LockMode.ShareUpdateExclusive, null),
        _ when words.Take("ADD") => Add(words),
        _ when words.TakeAny("ENABLE", "DISABLE") && words.ContainsInAction("TRIGGER") => (LockMode.ShareRowExclusive, null),
        _ => (LockMode.AccessExclusive, null),
    };

    private static (LockMode Mode, LockTarget? Other) Add(StatementWords words)
    {
        var isForeignKey = words.ContainsInAction("FOREIGN", "KEY");
        var mode = isForeignKey ? LockMode.ShareRowExclusive : LockMode.AccessExclusive;
        return words.SkipInActionPast("REFERENCES") && words.TakeName() is { } referenced ? (mode, new(referenced, LockMode.ShareRowExclusive)) : (mode, null);
    }
}
