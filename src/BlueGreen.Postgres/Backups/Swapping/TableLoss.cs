using System.Globalization;

namespace BlueGreen.Postgres.Backups.Swapping;

/// <summary>How a table of the database that serves differs from the restored copy. A row that was changed since counts on both sides.</summary>
/// <param name="Table">Its name with its schema.</param>
/// <param name="Lost">Rows that are there now and not in the copy: written since the dump.</param>
/// <param name="Returning">Rows that are in the copy and not there now: deleted or changed since the dump.</param>
public sealed record TableLoss(string Table, long Lost, long Returning)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Table}: {Lost:N0} rows lost, {Returning:N0} rows as they were");

    /// <summary>A few rows more are no other loss; ten times as many are.</summary>
    internal bool IsLike(TableLoss other) => Table == other.Table && (Lost == 0) == (other.Lost == 0) && Math.Max(Lost, other.Lost) <= (10 * Math.Min(Lost, other.Lost)) + 100;
}
