using BlueGreen.Postgres.Connections;
using Npgsql;

namespace BlueGreen.Postgres.Checking;

/// <summary>Says why a check got no answer.</summary>
internal static class CheckFailure
{
    public static bool Concerns(Exception exception) => DatabaseFailure.Concerns(exception) || exception is InvalidCastException or FormatException or OverflowException;

    public static string Describe(Exception exception, TimeSpan limit, DatabaseName database) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => $"{database} did not answer within {limit}. Look for locks or load, make the query cheaper, or give the check more time.",
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => $"The check would have written to {database}, which checks may not. Write a query that only reads.",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } refused => $"The role lacks a right in {database}: {refused.MessageText}. Grant it, such as SELECT on the table, or pg_read_all_data.",
        PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName } missing =>
            $"The query does not fit {database}: {missing.MessageText} ({missing.SqlState}). Correct the query, or run it after the migration that it needs.",
        PostgresException answer when answer.SqlState.StartsWith("22", StringComparison.Ordinal) => $"A value in {database} could not be computed or converted ({answer.SqlState}). The message is not shown, because it quotes data. Run the query by hand.",
        PostgresException answer when answer.SqlState.StartsWith("42", StringComparison.Ordinal) => $"The query is not understood by {database}: {answer.MessageText} ({answer.SqlState}). Correct it.",
        InvalidCastException or FormatException or OverflowException => $"The value from {database} is not of the type that the check reads. Cast it in the query, such as count(*)::bigint, or read another type.",
        _ => DatabaseFailure.Translate(exception, "The check", database, isUnknown: false).Message,
    };
}
