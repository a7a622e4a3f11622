namespace BlueGreen.Postgres.Backups;

/// <summary>What a table's rows are, in any order.</summary>
/// <param name="Table">Its name with its schema, as the server writes it.</param>
/// <param name="Rows">How many.</param>
/// <param name="Hash">The sum of the rows' 64-bit hashes. Equal rows give equal sums, also on another server of the same version.</param>
public sealed record TableFingerprint(string Table, long Rows, string Hash);
