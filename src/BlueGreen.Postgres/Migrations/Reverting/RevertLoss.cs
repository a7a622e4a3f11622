using System.Globalization;

namespace BlueGreen.Postgres.Migrations.Reverting;

/// <summary>Data that a revert would take away.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Name">The table or column with its schema, or the beginning of the statement.</param>
/// <param name="Count">Rows of a table, or values of a column that are not null; counted up to 1,000,001. Null where they were not counted in time, or cannot be.</param>
public sealed record RevertLoss(RevertLossKind Kind, string Name, long? Count)
{
    internal const long MostCounted = 1_000_000;

    /// <summary>Whether nothing would be lost: there are no rows, or no values.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>What it is, without how much: a database that is in use has a few rows more each second.</summary>
    internal string What => Kind switch
    {
        RevertLossKind.Table => $"table {Name}",
        RevertLossKind.Column => $"column {Name}",
        _ => $"rows, by '{Name}'",
    };

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        RevertLossKind.Table => $"{What} ({Amount("row")})",
        RevertLossKind.Column => $"{What} ({Amount("value")})",
        _ => What,
    };

    /// <summary>Whether it is the same in kind: as empty, as uncounted, and of about the same amount. A few rows more are no other loss; ten times as many are.</summary>
    internal bool IsLike(RevertLoss other) => Kind == other.Kind && Name == other.Name && (Count, other.Count) switch
    {
        (null, null) => true,
        ({ } one, { } another) => (one == 0) == (another == 0) && Math.Max(one, another) <= (10 * Math.Min(one, another)) + 100,
        _ => false,
    };

    private string Amount(string what) => Count switch
    {
        null => $"{what}s not counted",
        1 => $"1 {what}",
        > MostCounted => $"more than {MostCounted.ToString("N0", CultureInfo.InvariantCulture)} {what}s",
        { } count => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {what}s",
    };
}
