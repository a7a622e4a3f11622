using System.Net.Sockets;
using Npgsql;

namespace BlueGreen.Postgres.Connections;

/// <summary>Says what a failure of the database means.</summary>
internal static class DatabaseFailure
{
    private static readonly Dictionary<string, (bool IsTransient, string Rule)> ByCode = new()
    {
        [PostgresErrorCodes.InvalidPassword] = (false, "the password was refused. Correct the connection string's user name and password."),
        [PostgresErrorCodes.InvalidAuthorizationSpecification] = (false, "the user was refused. Correct the connection string's user name, or what pg_hba.conf allows."),
        [PostgresErrorCodes.InvalidCatalogName] = (false, "there is no such database. Create it, or correct the connection string."),
        [PostgresErrorCodes.InsufficientPrivilege] = (false, "a right is missing. Let the owner of the tables run the script of PostgresScripts.Grant for this user."),
        [PostgresErrorCodes.UndefinedTable] = (false, "a table is missing. Let the owner run the script of PostgresScripts.Create, or drop what is left of the schema and start again."),
        [PostgresErrorCodes.InvalidSchemaName] = (false, "the schema is missing. Let the owner run the script of PostgresScripts.Create."),
        [PostgresErrorCodes.InvalidSqlStatementName] = (false, "a prepared statement was lost, as behind a pooler that does not keep them. Set 'Max Auto Prepare=0' in the connection string."),
        [PostgresErrorCodes.ReadOnlySqlTransaction] = (true, "it is read-only, as a standby is. Connect to the primary: name all hosts and set 'Target Session Attributes=primary'."),
        [PostgresErrorCodes.DiskFull] = (true, "its disk is full, and nothing was written. Make room on the server."),
        [PostgresErrorCodes.OutOfMemory] = (true, "it is out of memory, and nothing was written. Look after the server."),
        [PostgresErrorCodes.TooManyConnections] = (true, "it has too many connections. Raise max_connections, or lower 'Maximum Pool Size' in the connection strings."),
        [PostgresErrorCodes.AdminShutdown] = (true, "the connection was ended by an administrator or a shutdown."),
        [PostgresErrorCodes.CrashShutdown] = (true, "the server is restarting after a crash."),
        [PostgresErrorCodes.CannotConnectNow] = (true, "the server is starting or shutting down."),
        [PostgresErrorCodes.QueryCanceled] = (true, "the statement took longer than allowed. Look for locks or load on the server."),
        [PostgresErrorCodes.SerializationFailure] = (true, "it collided with another transaction."),
        [PostgresErrorCodes.DeadlockDetected] = (true, "it collided with another transaction."),
        [PostgresErrorCodes.LockNotAvailable] = (true, "a row is locked by another transaction."),
    };

    /// <summary>Whether the server rolled back and says so: repeating is harmless, whatever the call does.</summary>
    public static bool IsRolledBack(Exception exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable,
    };

    public static bool BreaksConnections(Exception exception) => exception is not PostgresException answer || IsShutdown(answer);

    public static bool Concerns(Exception exception) => exception is NpgsqlException or TimeoutException or SocketException or IOException;

    public static ProviderException Translate(Exception exception, string what, DatabaseName database, bool isUnknown)
    {
        var (isTransient, rule) = Judge(exception);
        var message = $"{what} failed at {database}: {rule}";
        if (isUnknown && BreaksConnections(exception))
        {
            message += " Whether it was written is unknown: read before you repeat it.";
        }

        return isTransient ? ProviderException.Transient(message, exception) : ProviderException.Permanent(message, exception);
    }

    private static bool IsShutdown(PostgresException answer) =>
        answer.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow;

    private static (bool IsTransient, string Rule) Judge(Exception exception) => exception switch
    {
        PostgresException answer when ByCode.TryGetValue(answer.SqlState, out var known) => (known.IsTransient, $"{known.Rule} ({answer.SqlState}: {answer.MessageText})"),
        PostgresException answer => (answer.IsTransient, $"it answered {answer.SqlState}: {answer.MessageText}."),
        { InnerException: TimeoutException } or TimeoutException => (true, "it did not answer in time."),
        { InnerException: SocketException socket } => (true, $"it cannot be reached ({socket.SocketErrorCode}). Check host and port, and that the server runs."),
        NpgsqlException { IsTransient: false, InnerException: null } => (false, $"{exception.Message}."),
        _ => (true, $"the connection was lost ({exception.Message.TrimEnd('.')})."),
    };
}
