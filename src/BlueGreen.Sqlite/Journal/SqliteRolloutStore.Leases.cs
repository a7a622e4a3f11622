using System.Collections.Immutable;
using System.Text.Json;
using BlueGreen.Journal;
using BlueGreen.Sqlite.Connections;
using BlueGreen.Sqlite.Schema;

namespace BlueGreen.Sqlite.Journal;

public sealed partial class SqliteRolloutStore
{
    /// <inheritdoc/>
    /// <remarks>A lease that a clock which was set back would prolong lasts its duration from the first claim after that.</remarks>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public Task<ImmutableArray<Lease>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var except = request.Except.IsDefaultOrEmpty ? "[]" : JsonSerializer.Serialize([.. request.Except.Select(id => id.Value)], SqliteJsonContext.Default.StringArray);
        return _database.WriteAsync(session => Claim(session, request, except), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public Task<ImmutableArray<Lease>> RenewAsync(ImmutableArray<Lease> leases, TimeSpan duration, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            session =>
            {
                var now = Time(_database.Now);
                return leases.IsDefault ? [] : leases.Where(lease => IsRenewed(session, lease, duration, now)).Select(lease => lease with { ExpiresAt = now + duration, StoreTime = now }).ToImmutableArray();
            },
            cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return _database.WriteAsync(session => session.Execute(LeaseSql.Release, ("$name", lease.Application), ("$epoch", lease.Epoch)), cancellationToken);
    }

    private ImmutableArray<Lease> Claim(SqliteSession session, ClaimRequest request, string except)
    {
        var now = Time(_database.Now);
        var expires = now + request.Duration;
        session.Execute(LeaseSql.Shorten, ("$now", now.UtcTicks));
        return
        [
            .. session.Rows(
                LeaseSql.Claim,
                row => new Lease(new(row.GetString(0)), row.GetString(1), request.Owner, row.GetInt64(2), expires, now),
                ("$now", now.UtcTicks),
                ("$owner", request.Owner),
                ("$expires", expires.UtcTicks),
                ("$duration", request.Duration.Ticks),
                ("$application", request.Application),
                ("$schema", request.Schema),
                ("$except", except),
                ("$maximum", request.Maximum)),
        ];
    }

    private static bool IsRenewed(SqliteSession session, Lease lease, TimeSpan duration, DateTimeOffset now) => session.Execute(
        LeaseSql.Renew,
        ("$name", lease.Application),
        ("$epoch", lease.Epoch),
        ("$owner", lease.Owner),
        ("$now", now.UtcTicks),
        ("$expires", (now + duration).UtcTicks),
        ("$duration", duration.Ticks)) == 1;
}
