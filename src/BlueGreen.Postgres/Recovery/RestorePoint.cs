namespace BlueGreen.Postgres.Recovery;

/// <summary>A named place in the server's write-ahead log, kept in the archive.</summary>
/// <param name="Name">Its name, unique in the archive.</param>
/// <param name="Lsn">Where it is.</param>
/// <param name="Segment">The archived file that holds it.</param>
public sealed record RestorePoint(string Name, string Lsn, string Segment)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} at {Lsn}, archived in {Segment}";
}
