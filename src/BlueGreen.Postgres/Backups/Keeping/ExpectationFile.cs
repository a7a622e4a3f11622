using System.Collections.Immutable;
using System.Text.Json;
using BlueGreen.Postgres.Backups.Fingerprints;
using BlueGreen.Postgres.Migrations.Drift;

namespace BlueGreen.Postgres.Backups.Keeping;

/// <summary>What a copy is compared with, besides the rows that the manifest counts: a file among those of the dump, encrypted with them. Programs of PostgreSQL do not look at it.</summary>
internal sealed record ExpectationFile
{
    private const string Name = "bluegreen-expectation.json";

    public required ImmutableArray<SequenceFingerprint> Sequences { get; init; }

    public required ImmutableArray<LargeObjectFingerprint> LargeObjects { get; init; }

    public required ImmutableArray<SchemaRow> Schema { get; init; }

    public static async Task WriteAsync(DatabaseFingerprint expected, string folder, CancellationToken cancellationToken)
    {
        var file = new ExpectationFile { Sequences = expected.Sequences, LargeObjects = expected.LargeObjects, Schema = [.. expected.Schema.Objects.Select(SchemaRow.Of)] };
        var stream = File.Create(Path.Combine(folder, Name));
        await using (stream.ConfigureAwait(false))
        {
            await JsonSerializer.SerializeAsync(stream, file, BackupJson.Default.ExpectationFile, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <param name="backup">The backup, whose files lie in the folder and are what was written.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<DatabaseFingerprint> ReadAsync(DatabaseBackup backup, string folder, CancellationToken cancellationToken)
    {
        var stream = File.OpenRead(Path.Combine(folder, Name));
        await using (stream.ConfigureAwait(false))
        {
            var file = (await JsonSerializer.DeserializeAsync(stream, BackupJson.Default.ExpectationFile, cancellationToken).ConfigureAwait(false))!;
            return new() { Tables = backup.Tables, Sequences = file.Sequences, LargeObjects = file.LargeObjects, Schema = new(FullSchema.Scope, file.Schema.Select(row => row.ToObject())) };
        }
    }
}
