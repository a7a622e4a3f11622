using System.Data;
using BlueGreen.Postgres.Migrations.Running;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>Holds what is there against what was kept, in one snapshot.</summary>
internal sealed class DriftReader(MigrationEnvironment environment)
{
    /// <param name="connection">A connection without a transaction.</param>
    /// <param name="scope">What is read as what is there. It is compared within the scope in which the state was kept.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <param name="undoing">Migrations that are about to be undone, and may be half done.</param>
    public async Task<SchemaDrift> ReadAsync(NpgsqlConnection connection, SchemaScope scope, CancellationToken cancellationToken, params string[] undoing)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await SchemaReader.LimitWaitingAsync(connection, transaction, cancellationToken).ConfigureAwait(false);
            var drift = await ReadAsync(connection, transaction, scope, undoing, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return drift;
        }
    }

    private async Task<SchemaDrift> ReadAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, SchemaScope scope, string[] undoing, CancellationToken cancellationToken)
    {
        var (row, unknown) = await environment.Schemas.ExistsAsync(connection, transaction, cancellationToken).ConfigureAwait(false)
            ? await environment.Schemas.ReadLastAsync(connection, transaction, cancellationToken, undoing).ConfigureAwait(false)
            : (null, "no state was kept yet");
        var kept = row?.ToPublic();
        var then = kept?.Schema.Scope ?? scope;
        var all = await SchemaReader.ReadAllAsync(connection, transaction, scope with { Grants = scope.Grants || then.Grants, Comments = scope.Comments || then.Comments }, cancellationToken).ConfigureAwait(false);
        return new() { Actual = all.Within(scope), Expected = kept, Unknown = unknown, Differences = unknown is null ? kept!.Schema.Compare(all.Within(then)) : null };
    }
}
