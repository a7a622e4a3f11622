namespace BlueGreen.Postgres.Backups;

/// <summary>What a large object holds.</summary>
/// <param name="Oid">Its number.</param>
/// <param name="Size">In bytes; holes count.</param>
/// <param name="Hash">The sum of its parts' 64-bit hashes.</param>
public sealed record LargeObjectFingerprint(uint Oid, long Size, string Hash);
