using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Sql;

/// <summary>How table locks are written, and which exclude each other (the table in PostgreSQL's chapter on explicit locking).</summary>
internal static class LockModes
{
    private static readonly ImmutableArray<LockMode> WeakestConflict =
    [
        LockMode.AccessExclusive, LockMode.Exclusive, LockMode.Share, LockMode.ShareUpdateExclusive,
        LockMode.RowExclusive, LockMode.RowExclusive, LockMode.RowShare, LockMode.AccessShare,
    ];

    /// <summary>As in a LOCK statement.</summary>
    public static string ToSql(this LockMode mode) => string.Concat(mode.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $" {c}" : $"{c}")).ToUpperInvariant() + " MODE";

    /// <summary>Reads a mode as <c>pg_locks</c> words it, such as <c>AccessShareLock</c>.</summary>
    public static bool TryRead(string name, out LockMode mode) => Enum.TryParse(name.Replace("Lock", "", StringComparison.Ordinal), out mode);

    public static bool Excludes(this LockMode mode, LockMode other) => mode == LockMode.Share && other == LockMode.Share ? false : other >= WeakestConflict[(int)mode];
}
