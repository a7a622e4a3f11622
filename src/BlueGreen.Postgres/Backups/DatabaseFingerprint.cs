using System.Collections.Immutable;
using BlueGreen.Postgres.Backups.Fingerprints;
using BlueGreen.Postgres.Migrations.Drift;

namespace BlueGreen.Postgres.Backups;

/// <summary>What a database is at a moment: its rows, sequences, large objects and schema, with owners and rights. Equal databases have equal ones, wherever they are on servers of the same version. Immutable.</summary>
public sealed record DatabaseFingerprint
{
    /// <summary>How many values a sequence may be ahead after recovery: so many are reserved in the log at a time.</summary>
    private const int ReservedInLog = 32;

    /// <summary>The tables' rows: ordinary tables and partitions, without those of extensions.</summary>
    public required ImmutableArray<TableFingerprint> Tables { get; init; }

    /// <summary>The sequences, those of identity columns, too.</summary>
    public required ImmutableArray<SequenceFingerprint> Sequences { get; init; }

    /// <summary>The large objects.</summary>
    public required ImmutableArray<LargeObjectFingerprint> LargeObjects { get; init; }

    /// <summary>Everything else that a dump holds: what a schema is compared by, and more, such as owners, rights, comments, the order of columns, operators and publications.</summary>
    public required DatabaseSchema Schema { get; init; }

    /// <summary>Reads a database in one snapshot. All rows are read.</summary>
    /// <param name="connectionString">The database, in the words of Npgsql. The role has to read all of it.</param>
    /// <param name="withoutRowsOf">Tables whose rows do not count, with their schemas, as the server writes names. Default: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ProviderException">The server cannot be reached, or refused.</exception>
    public static Task<DatabaseFingerprint> ReadAsync(string connectionString, IReadOnlyCollection<string>? withoutRowsOf = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return FingerprintReader.ReadAsync(new(connectionString, new(), TimeProvider.System), withoutRowsOf ?? [], cancellationToken);
    }

    /// <summary>Takes this for what is expected, and finds in what another differs.</summary>
    /// <param name="actual">What is there.</param>
    /// <param name="isRecovered">Whether it was recovered from the server's log, in which a sequence may be up to 32 values ahead. Default: no.</param>
    public FingerprintComparison Compare(DatabaseFingerprint actual, bool isRecovered = false)
    {
        ArgumentNullException.ThrowIfNull(actual);
        return FingerprintComparer.Compare(this, actual, isRecovered ? ReservedInLog : 0);
    }
}
