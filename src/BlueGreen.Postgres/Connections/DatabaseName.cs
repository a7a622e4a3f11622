using Npgsql;

namespace BlueGreen.Postgres.Connections;

/// <summary>Names a database in messages, without credentials.</summary>
internal sealed record DatabaseName(string Host, int Port, string? Database)
{
    public static DatabaseName Of(NpgsqlDataSource source) => Of(new NpgsqlConnectionStringBuilder(source.ConnectionString));

    public static DatabaseName Of(NpgsqlConnectionStringBuilder settings) => new(settings.Host ?? "localhost", settings.Port, settings.Database ?? settings.Username);

    public override string ToString() => Host.Contains(',', StringComparison.Ordinal) || Host.Contains(':', StringComparison.Ordinal)
        ? $"database '{Database}' on {Host}"
        : $"database '{Database}' on {Host}:{Port}";
}
