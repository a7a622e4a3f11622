using BlueGreen.Postgres.Migrations.Files;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>Runs verifications in one snapshot that cannot write: each query answers with one row whose first column is true, or the statement raises an exception.</summary>
internal sealed class VerifyRunner(MigrationSession session, TransactionRunner transactions)
{
    public async Task RunAsync(PartWork work, PartWatch watch, CancellationToken cancellationToken)
    {
        if (work.Code is null)
        {
            await LookAsync(work, watch, cancellationToken).ConfigureAwait(false);
            work = work with { Script = null };
        }

        await transactions.RunAsync(work, watch, cancellationToken).ConfigureAwait(false);
    }

    private async Task LookAsync(PartWork work, PartWatch watch, CancellationToken cancellationToken)
    {
        var transaction = await session.Connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await session.ExecuteAsync("set transaction read only", transaction, cancellationToken).ConfigureAwait(false);
            var statements = work.Script!.Statements;
            for (var i = 0; i < statements.Length; i++)
            {
                session.Context.Boundary(cancellationToken);
                watch.Statement = statements[i];
                session.Report(new StatementStarted(work.Part.Name, i + 1, statements.Length, statements[i].Summary));
                var began = session.Clock.GetTimestamp();
                await VerifyAsync(work.Part.Name, statements[i], transaction, cancellationToken).ConfigureAwait(false);
                session.Report(new StatementFinished(work.Part.Name, i + 1, statements.Length, session.Clock.GetElapsedTime(began)));
            }
        }
    }

    /// <summary>Runs one verification in a transaction that is open.</summary>
    public async Task VerifyAsync(string part, MigrationStatement statement, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(statement.Command, session.Connection, transaction) { CommandTimeout = 0 };
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                if (reader.FieldCount == 0)
                {
                    return;
                }

                var answer = await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? Word(reader.GetValue(0)) : "no row";
                if (answer != "true")
                {
                    throw ProviderException.Permanent(
                        $"Migration {part} is not verified: '{statement.Summary}' in line {statement.Line} answered {answer} at {session.Database}, not true. Look at the data; the query has to answer with one row, true in its first column.");
                }
            }
        }
    }

    /// <summary>Booleans and counts are shown; anything else may be data of users.</summary>
    private static string Word(object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        int or long or short => $"{value}",
        DBNull => "null",
        _ => $"a value of type {value.GetType().Name}",
    };
}
