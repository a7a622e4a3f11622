using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using BlueGreen.Artifacts;

namespace BlueGreen.Postgres.Backups;

/// <summary>A backup's manifest: what was dumped, when and with what, and how its rows are recognised.</summary>
public sealed record DatabaseBackup
{
    internal const int PresentFormat = 2;

    /// <summary>The format of manifest and archive.</summary>
    public int Format { get; init; } = PresentFormat;

    /// <summary>Its name, unique within its owner.</summary>
    public required string Name { get; init; }

    /// <summary>The application that it belongs to.</summary>
    public required string Owner { get; init; }

    /// <summary>The database that was dumped.</summary>
    public required string Database { get; init; }

    /// <summary>When its snapshot was taken, by the server's clock: the state of the data that it holds.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The server's version, such as <c>15.18</c>.</summary>
    public required string ServerVersion { get; init; }

    /// <summary>The version of <c>pg_dump</c>.</summary>
    public required string ProgramVersion { get; init; }

    /// <summary>The number that tells the server's cluster from all others.</summary>
    public required string SystemIdentifier { get; init; }

    /// <summary>Where the write-ahead log was when the snapshot was taken, such as <c>0/3000148</c>.</summary>
    public required string Lsn { get; init; }

    /// <summary>The server's timeline.</summary>
    public required int Timeline { get; init; }

    /// <summary>The dump's files.</summary>
    public required ImmutableArray<BackupFile> Files { get; init; }

    /// <summary>The tables in the dump's snapshot.</summary>
    public required ImmutableArray<TableFingerprint> Tables { get; init; }

    /// <summary>Tables whose rows were left out.</summary>
    public ImmutableArray<string> WithoutRows { get; init; } = [];

    /// <summary>The cipher that it is kept with; null where there is none.</summary>
    public string? Cipher { get; init; }

    /// <summary>When it was last restored beside the database and found equal; null when it never was.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>The size of the dump in bytes.</summary>
    [JsonIgnore]
    public long Size => Files.Sum(file => file.Size);

    /// <summary>How many rows it holds.</summary>
    [JsonIgnore]
    public long Rows => Tables.Sum(table => table.Rows);

    internal ArtifactName Manifest => ManifestOf(Owner, Name);

    internal ArtifactName Archive => ArchiveOf(Owner, Name);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name} of {Database}: {Tables.Length} tables, {Rows:N0} rows, {Size / 1e6:N1} MB, as of {TakenAt:u}{(VerifiedAt is { } at ? $", verified {at:u}" : ", never verified")}");

    internal static ArtifactName ManifestOf(string owner, string name) => new(owner, $"{name}{ManifestEnding}");

    internal static ArtifactName ArchiveOf(string owner, string name) => new(owner, $"{name}.backup.tar");

    internal const string ManifestEnding = ".backup.json";
}
