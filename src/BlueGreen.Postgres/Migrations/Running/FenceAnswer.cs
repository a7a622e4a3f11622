using BlueGreen.Postgres.Migrations.Journal;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>Words why the server did not let a transaction begin.</summary>
internal static class FenceAnswer
{
    public static Exception? Explain(PostgresException answer, RunContext context, string database) => answer switch
    {
        { SqlState: PostgresErrorCodes.NotNullViolation } => ProviderException.Permanent(
            $"Migrating as {context.Operation} with token {context.Token} was refused: a newer write was made for '{context.Application}' since. Leave it to the driver of that one."),
        _ when answer.MessageText.Contains(MigrationJournal.AnotherProcess, StringComparison.Ordinal) => ProviderException.Permanent(
            $"Another server process answers on the runner's connection to {database}: a pooler is in between, and the lock is lost. Connect to the server itself."),
        _ => null,
    };
}
