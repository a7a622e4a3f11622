using BlueGreen.Postgres.Migrations.Running;
using BlueGreen.Postgres.Migrations.Tracing.Catalogue;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Tracing;

/// <summary>Asks the queries of a verify section.</summary>
internal sealed class VerifyTracer(TraceSession session)
{
    public async Task<PartTrace> TraceAsync(PartWork work, CancellationToken cancellationToken)
    {
        var schema = await TracedSchema.ReadAsync(session.Connection, null, cancellationToken).ConfigureAwait(false);
        var trace = new PartTrace([], schema, schema);
        foreach (var statement in work.Script!.Statements)
        {
            try
            {
                trace = await HoldsAsync(statement.Command, cancellationToken).ConfigureAwait(false)
                    ? trace
                    : trace.With(new(
                        "verify", TraceSeverity.Warning, statement.Line, $"'{statement.Summary}' does not answer true.",
                        "Correct it; on a copy without rows, see that it holds there, too, or allow it."));
            }
            catch (PostgresException answer)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return trace.With(TraceFailure.Of(statement, answer));
            }
        }

        return trace;
    }

    private async Task<bool> HoldsAsync(string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, session.Connection) { CommandTimeout = 0 };
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return reader.FieldCount == 0 || (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) && reader.GetValue(0) is true);
            }
        }
    }
}
