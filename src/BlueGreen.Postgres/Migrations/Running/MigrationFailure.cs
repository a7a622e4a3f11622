using System.Net.Sockets;
using BlueGreen.Postgres.Migrations.Files;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>Words what the database answered. What an answer says of rows is left out: it may hold data of users.</summary>
internal static class MigrationFailure
{
    public static bool Concerns(Exception exception) => exception is NpgsqlException or SocketException or IOException or TimeoutException;

    /// <summary>Whether the server answered and went on: what failed left nothing behind but what a statement outside of a transaction does.</summary>
    public static bool WasAnswered(Exception exception) => exception is PostgresException { SqlState: not ['5', '7', 'P', ..] };

    public static ProviderException Connecting(string what, string database, Exception cause)
    {
        var isPermanent = cause is PostgresException { SqlState: ['2', '8', ..] or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InsufficientPrivilege };
        var message = $"{what} at {database} failed: {Describe(cause)}";
        return isPermanent
            ? ProviderException.Permanent($"{message} Correct the connection string or the role's rights.", cause)
            : ProviderException.Transient($"{message} Check that the server runs and is reached.", cause);
    }

    public static ProviderException Statement(string part, string database, MigrationStatement? statement, bool isTransactional, Exception cause)
    {
        var where = statement is null ? "" : $" in line {statement.Line} ('{statement.Summary}')";
        var rest = isTransactional ? "All of it was rolled back." : "What it had finished before stays; the next run goes on from there.";
        var message = $"Migration {part} failed{where} at {database}: {Describe(cause)} {rest}";
        return IsTransient(cause)
            ? ProviderException.Transient($"{message} It is repeated, or run it again.", cause)
            : ProviderException.Permanent($"{message} Correct the script or the data and run it again, or revert.", cause);
    }

    public static string Describe(Exception cause) => cause switch
    {
        PostgresException answer => $"{answer.SqlState}: {answer.MessageText}.",
        { InnerException: SocketException socket } => $"it cannot be reached ({socket.SocketErrorCode}).",
        NpgsqlException => $"the connection was lost ({(cause.InnerException ?? cause).Message.TrimEnd('.')}).",
        _ => $"{cause.Message.TrimEnd('.')}.",
    };

    private static bool IsTransient(Exception cause) => cause switch
    {
        PostgresException answer => answer.IsTransient || answer.SqlState is ['0', '8', ..] or ['5', '3', ..] or ['5', '7', 'P', ..],
        NpgsqlException or SocketException or IOException or TimeoutException => true,
        _ => false,
    };
}
