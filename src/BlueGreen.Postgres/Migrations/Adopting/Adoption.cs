using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Journal;
using BlueGreen.Postgres.Migrations.Running;
using Dapper;

namespace BlueGreen.Postgres.Migrations.Adopting;

/// <summary>Notes what another tool has run as applied. May be repeated: what is noted stays as it is.</summary>
internal sealed class Adoption(MigrationSession session)
{
    public async Task<MigrationAdoption> AdoptAsync(AdoptedHistory history, CancellationToken cancellationToken)
    {
        var names = await ReadAsync(history, cancellationToken).ConfigureAwait(false);
        var ledger = await new MigrationRun(session).ReadAsync(withTexts: false, cancellationToken).ConfigureAwait(false);
        var known = ledger.Set.Migrations.ToDictionary(migration => migration.Name, StringComparer.Ordinal);
        var (matched, strange) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        var transaction = await session.BeginAsync("", cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            foreach (var name in names)
            {
                var migration = Find(known, name);
                (migration is null ? strange : matched).Add(migration?.Name ?? name);
                var parts = migration?.Parts.Select(part => RecordedPart.Of(part, history.Tool, $"adopted from {history.Table}"))
                    ?? [new(new(name, PostgresMigrationPhase.Expand), null, null, null, history.Tool, $"adopted from {history.Table}")];
                foreach (var part in parts.Where(part => ledger.Row(part.Id)?.IsApplied != true))
                {
                    await session.Journal.RecordAsync(session.Connection, transaction, part, cancellationToken).ConfigureAwait(false);
                }
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        return new(matched.ToImmutable(), strange.ToImmutable());
    }

    private async Task<IReadOnlyList<string>> ReadAsync(AdoptedHistory history, CancellationToken cancellationToken)
    {
        var isThere = await session.Connection.ExecuteScalarAsync<bool>(new("select to_regclass(@table) is not null", new { table = history.Table }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        return isThere
            ? (await session.Connection.QueryAsync<string>(new(history.Query, cancellationToken: cancellationToken)).ConfigureAwait(false)).AsList()
            : throw ProviderException.Permanent($"{session.Database} has no table {history.Table}, in which {history.Tool} keeps its history. Name the table with its schema.");
    }

    /// <summary>The migration of that name, or the one with which the name ends behind a dot or a slash.</summary>
    private static Migration? Find(Dictionary<string, Migration> known, string name)
    {
        var stem = name.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
        return known.GetValueOrDefault(stem[(stem.LastIndexOfAny(['.', '/', '\\']) + 1)..]);
    }
}
