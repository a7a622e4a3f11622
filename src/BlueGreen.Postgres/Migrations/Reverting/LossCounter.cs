using System.Collections.Immutable;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Reverting;

/// <summary>Finds what is there of what would be lost, and counts it; each count for a few seconds at most.</summary>
internal sealed class LossCounter(NpgsqlConnection connection)
{
    private const string Limits = "set statement_timeout = '10s'; set lock_timeout = '1s'";

    public async Task<ImmutableArray<RevertLoss>> CountAsync(ImmutableArray<LossCandidate> candidates, CancellationToken cancellationToken)
    {
        var named = candidates.Where(one => one.Kind != RevertLossKind.Rows).ToList();
        var values = new { names = named.Select(one => one.Name).ToArray(), columns = named.Select(one => one.Column).ToArray(), schemas = named.Select(one => one.IsSchema).ToArray() };
        var found = (await connection.QueryAsync<FoundLoss>(new(FoundLoss.Sql, values, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false)).AsList();
        var tables = found.Where(one => one.Column is null).Select(one => one.Table).ToHashSet(StringComparer.Ordinal);
        await connection.ExecuteAsync(new(Limits, cancellationToken: cancellationToken)).ConfigureAwait(false);
        try
        {
            var losses = ImmutableArray.CreateBuilder<RevertLoss>();
            foreach (var one in found.Where(one => one.Column is null || !tables.Contains(one.Table)))
            {
                losses.Add(new(one.Column is null ? RevertLossKind.Table : RevertLossKind.Column, one.Name, await CountAsync(one, cancellationToken).ConfigureAwait(false)));
            }

            losses.AddRange(candidates.Where(one => one.Kind == RevertLossKind.Rows).Select(one => new RevertLoss(RevertLossKind.Rows, one.Name, null)));
            return losses.ToImmutable();
        }
        finally
        {
            await connection.ExecuteAsync(new("set statement_timeout = 0; set lock_timeout = 0", cancellationToken: CancellationToken.None)).ConfigureAwait(false);
        }
    }

    private async Task<long?> CountAsync(FoundLoss loss, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.ExecuteScalarAsync<long>(new(
                $"select count(*) from (select from {loss.Table} where {(loss.Column is { } column ? $"{column} is not null" : "true")} limit {RevertLoss.MostCounted + 1}) counted",
                commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.InsufficientPrivilege && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
