using BlueGreen.Postgres.Migrations.Drift;
using BlueGreen.Postgres.Migrations.Running;

namespace BlueGreen.Postgres.Migrations;

/// <content>Whether the schema is what the migrations left.</content>
public sealed partial class PostgresMigrationRunner
{
    /// <summary>Holds the schema against what the last run left, or a person accepted. Changes nothing.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ProviderException">The database could not be read.</exception>
    public Task<SchemaDrift> ReadDriftAsync(CancellationToken cancellationToken) =>
        LookAsync("Reading the schema", (connection, _) => new DriftReader(_environment).ReadAsync(connection, _environment.Options.SchemaScope, cancellationToken), cancellationToken);

    /// <summary>Takes drift that was read for what is expected from now on. Nothing of the schema is changed.</summary>
    /// <param name="drift">What was read, and seen.</param>
    /// <param name="by">Who accepts it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What is kept.</returns>
    /// <exception cref="ProviderException">The schema has changed since, or the database could not be reached.</exception>
    public Task<KeptSchema> AcceptDriftAsync(SchemaDrift drift, string by, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(drift);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return WorkAsync("Accepting drift", RunContext.Person, session => new DriftAcceptance(session).AcceptAsync(drift, by, reason, cancellationToken), cancellationToken);
    }
}
