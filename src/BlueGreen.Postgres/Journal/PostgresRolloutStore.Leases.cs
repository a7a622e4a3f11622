using System.Collections.Immutable;
using BlueGreen.Journal;
using Dapper;

namespace BlueGreen.Postgres.Journal;

public sealed partial class PostgresRolloutStore
{
    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached, or its answer was lost.</exception>
    public async Task<ImmutableArray<Lease>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var parameters = new
        {
            owner = request.Owner,
            seconds = request.Duration.TotalSeconds,
            maximum = Math.Max(0, request.Maximum),
            schema = request.Schema,
            application = request.Application,
            except = request.Except.Select(rollout => rollout.Value).ToArray(),
        };
        var rows = await _database.Calls.WriteAsync(
            "Claiming leases", (connection, ct) => connection.QueryAsync<LeaseRow>(Command(_leases.Claim, parameters, ct)), cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.Read())];
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached. Repeating the call is harmless.</exception>
    public async Task<ImmutableArray<Lease>> RenewAsync(ImmutableArray<Lease> leases, TimeSpan duration, CancellationToken cancellationToken)
    {
        if (leases.IsDefaultOrEmpty)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return [];
        }

        var parameters = new
        {
            applications = leases.Select(lease => lease.Application).ToArray(),
            owners = leases.Select(lease => lease.Owner).ToArray(),
            epochs = leases.Select(lease => lease.Epoch).ToArray(),
            seconds = duration.TotalSeconds,
        };
        var rows = await _database.Calls.ReadAsync(
            "Renewing leases", (connection, ct) => connection.QueryAsync<LeaseRow>(Command(_leases.Renew, parameters, ct)), cancellationToken).ConfigureAwait(false);
        var held = rows.ToDictionary(row => row.Application, row => row.Read(), StringComparer.Ordinal);
        return [.. leases.Where(lease => held.ContainsKey(lease.Application)).Select(lease => held[lease.Application])];
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached. Repeating the call is harmless.</exception>
    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return _database.Calls.ReadAsync(
            $"Releasing the lease on rollout {lease.Rollout}",
            (connection, ct) => connection.ExecuteAsync(Command(_leases.Release, new { application = lease.Application, epoch = lease.Epoch }, ct)), cancellationToken);
    }
}
