using System.Text.Json;

namespace BlueGreen.Postgres.Migrations.Backfilling;

/// <summary>How far a backfill is, as the journal keeps it.</summary>
/// <param name="Target">Along which key it walks.</param>
/// <param name="Until">The last key that there was when it began; null before it has looked.</param>
/// <param name="After">The last key that is done; null before the first batch.</param>
/// <param name="Rows">The rows changed.</param>
/// <param name="Batches">The batches written.</param>
/// <param name="Size">The rows that the next batch looks at.</param>
internal sealed record BackfillCursor(string Target, string[]? Until, string[]? After, long Rows, long Batches, int Size)
{
    /// <summary>Reads a cursor; one of another key counts for nothing.</summary>
    public static BackfillCursor Read(string? text, string target, int size) =>
        text is not null && JsonSerializer.Deserialize(text, BackfillJson.Default.BackfillCursor) is { } cursor && cursor.Target == target ? cursor : new(target, null, null, 0, 0, size);

    public string Write() => JsonSerializer.Serialize(this, BackfillJson.Default.BackfillCursor);

    public override string ToString() => After is null ? "the beginning" : $"({string.Join(", ", After)})";
}
