using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using BlueGreen.Postgres.Migrations.Running;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>
/// The schema of a database at a moment: tables, columns, constraints, indexes, views, routines, triggers, types, sequences, policies and extensions. Two databases that the same scripts made have the same one,
/// also after a dump and a restore: ids, the order of columns, owners and storage do not count. Immutable.
/// </summary>
public sealed class DatabaseSchema : IEquatable<DatabaseSchema>
{
    private readonly ImmutableDictionary<string, SchemaObject> _byTitle;

    internal DatabaseSchema(SchemaScope scope, IEnumerable<SchemaObject> objects)
    {
        Scope = scope;
        Objects = [.. objects.DistinctBy(one => one.Title).OrderBy(one => SchemaKinds.Rank(one.Kind)).ThenBy(one => one.Title, StringComparer.Ordinal)];
        _byTitle = Objects.ToImmutableDictionary(one => one.Title, StringComparer.Ordinal);
    }

    /// <summary>What of the database it holds.</summary>
    public SchemaScope Scope { get; }

    /// <summary>Its parts, by kind and name.</summary>
    public ImmutableArray<SchemaObject> Objects { get; }

    /// <summary>12 hexadecimal digits of a SHA-256 of all that is compared: equal for schemas that are equal.</summary>
    public string Fingerprint => field ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(SchemaText.Write(Objects))))[..12];

    /// <summary>Reads the schema of a database.</summary>
    /// <param name="connectionString">The database, in the words of Npgsql. Any role may read it.</param>
    /// <param name="scope">What of it. Default: all.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ProviderException">The database could not be read.</exception>
    public static async Task<DatabaseSchema> ReadAsync(string connectionString, SchemaScope? scope = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var source = NpgsqlDataSource.Create(connectionString);
        await using (source.ConfigureAwait(false))
        {
            return await ReadAsync(source, scope, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the schema of a database.</summary>
    /// <param name="source">The database. Any role may read it.</param>
    /// <param name="scope">What of it. Default: all.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ProviderException">The database could not be read.</exception>
    public static async Task<DatabaseSchema> ReadAsync(NpgsqlDataSource source, SchemaScope? scope = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await SchemaReader.ReadAsync(connection, scope ?? new(), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (MigrationFailure.Concerns(e))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw MigrationFailure.Connecting("Reading the schema", Connections.DatabaseName.Of(source).ToString(), e);
        }
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">It is none; the message names the line.</exception>
    public static DatabaseSchema Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new SchemaTextReader(text).Read();
    }

    /// <summary>Reads a file that <see cref="SaveAsync"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="FormatException">It holds no schema; the message names the line.</exception>
    /// <exception cref="IOException">It could not be read.</exception>
    public static async Task<DatabaseSchema> LoadAsync(string path, CancellationToken cancellationToken = default) => Parse(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false));

    /// <summary>Writes it to a file: a text to keep in a repository, in which a change of the schema is a change of a few lines.</summary>
    /// <param name="path">The file. It is replaced.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <exception cref="IOException">It could not be written.</exception>
    public Task SaveAsync(string path, CancellationToken cancellationToken = default) => File.WriteAllTextAsync(path, ToString(), cancellationToken);

    /// <summary>Takes this for what is expected, and finds in what another differs.</summary>
    /// <param name="actual">What is there; within the same scope, or the differences of the scopes are found, too.</param>
    public SchemaComparison Compare(DatabaseSchema actual)
    {
        ArgumentNullException.ThrowIfNull(actual);
        return SchemaComparer.Compare(this, actual);
    }

    /// <summary>A part by its title, such as <c>column public.orders.total</c>; null where it is not there.</summary>
    /// <param name="title">The title.</param>
    public SchemaObject? Find(string title) => _byTitle.GetValueOrDefault(title);

    /// <inheritdoc/>
    public bool Equals(DatabaseSchema? other) => other is not null && Objects.SequenceEqual(other.Objects);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DatabaseSchema);

    /// <inheritdoc/>
    public override int GetHashCode() => Fingerprint.GetHashCode(StringComparison.Ordinal);

    /// <summary>The whole schema as a text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => SchemaText.Write(this);

    internal DatabaseSchema Within(SchemaScope scope) => new(scope, new ScopeFilter(scope).Apply(Objects));

    /// <summary>Does to this what led from one schema to another; everything else stays.</summary>
    internal DatabaseSchema Replay(DatabaseSchema from, DatabaseSchema to)
    {
        var changed = from.Objects.Concat(to.Objects).Select(one => one.Title).Where(title => !Equals(from.Find(title), to.Find(title))).ToHashSet(StringComparer.Ordinal);
        return changed.Count == 0 ? this : new(Scope, Objects.Where(one => !changed.Contains(one.Title)).Concat(to.Objects.Where(one => changed.Contains(one.Title))));
    }
}
