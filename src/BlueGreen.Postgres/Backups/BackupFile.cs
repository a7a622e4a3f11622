namespace BlueGreen.Postgres.Backups;

/// <summary>A file of a dump.</summary>
/// <param name="Name">Its name within the dump.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Its SHA-256, in hexadecimal digits.</param>
public sealed record BackupFile(string Name, long Size, string Sha256);
