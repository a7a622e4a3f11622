using BlueGreen.Postgres.Migrations.Running;

namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>Takes what a person has seen for what is expected.</summary>
internal sealed class DriftAcceptance(MigrationSession session)
{
    public async Task<KeptSchema> AcceptAsync(SchemaDrift seen, string by, string reason, CancellationToken cancellationToken)
    {
        var now = await new DriftReader(session.Environment).ReadAsync(session.Connection, session.Options.SchemaScope, cancellationToken).ConfigureAwait(false);
        if (!now.Actual.Equals(seen.Actual))
        {
            throw ProviderException.Permanent($"The schema of {session.Database} has changed since it was read ({seen.Actual.Compare(now.Actual).ToLine()}). Read the drift again and accept that.");
        }

        var transaction = await session.BeginAsync("", cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await session.Environment.Schemas.KeepAsync(session.Connection, transaction, now.Actual, "accept", null, session.Context, cancellationToken, by, reason).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        session.Environment.Logger.DriftAccepted(session.Database, by, reason);
        return (await session.Environment.Schemas.ReadLastAsync(session.Connection, null, cancellationToken).ConfigureAwait(false)).Kept!.ToPublic();
    }
}
