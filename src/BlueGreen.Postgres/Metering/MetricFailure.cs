using BlueGreen.Postgres.Checking;
using BlueGreen.Postgres.Connections;
using Npgsql;

namespace BlueGreen.Postgres.Metering;

/// <summary>Says why there is no reading.</summary>
internal static class MetricFailure
{
    public static ProviderException Translate(Exception exception, TimeSpan limit, DatabaseName database)
    {
        var message = $"Metrics were not read: {CheckFailure.Describe(exception, limit, database)}";
        return IsTransient(exception, database) ? ProviderException.Transient(message, exception) : ProviderException.Permanent(message, exception);
    }

    /// <summary>A database that takes no connections for a while, as in a swap or a restore, takes them later.</summary>
    private static bool IsTransient(Exception exception, DatabaseName database) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.ObjectNotInPrerequisiteState }
        || (DatabaseFailure.Concerns(exception) && DatabaseFailure.Translate(exception, "", database, isUnknown: false).IsTransient);
}
