using Npgsql;

namespace BlueGreen.Postgres.Checking;

/// <summary>The connections of those who only look.</summary>
internal static class PlainConnection
{
    public static string Complete(string connectionString, string application)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.ApplicationName ??= application;
        return settings.ConnectionString;
    }
}
