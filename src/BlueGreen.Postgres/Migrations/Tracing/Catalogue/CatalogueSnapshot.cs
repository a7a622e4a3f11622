using System.Collections.Immutable;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Tracing.Catalogue;

/// <summary>The whole catalogue at a moment, to be compared with another.</summary>
internal sealed class CatalogueSnapshot
{
    private readonly ImmutableSortedDictionary<string, string> _objects;

    private CatalogueSnapshot(IEnumerable<CatalogueObject> objects) =>
        _objects = objects.GroupBy(one => one.Name, StringComparer.Ordinal).ToImmutableSortedDictionary(
            group => group.Key, group => string.Join('\n', group.Select(one => one.Definition).Order(StringComparer.Ordinal)), StringComparer.Ordinal);

    public static async Task<CatalogueSnapshot> ReadAsync(NpgsqlConnection connection, string journal, CancellationToken cancellationToken) =>
        new(await connection.QueryAsync<CatalogueObject>(new(CatalogueSql.Read, new { journal }, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false));

    /// <summary>What another has that this has not (+), the reverse (-), and what differs (~).</summary>
    public ImmutableArray<string> Compare(CatalogueSnapshot other) =>
    [
        .. _objects.Keys.Union(other._objects.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).SelectMany(name => (_objects.GetValueOrDefault(name), other._objects.GetValueOrDefault(name)) switch
        {
            (null, { } added) => (string[])[$"+ {name}: {added}"],
            ({ } gone, null) => [$"- {name}: {gone}"],
            var (was, now) when was != now => [$"~ {name}: {was} -> {now}"],
            _ => [],
        }),
    ];
}
