using BlueGreen.Postgres.Migrations.Files;
using BlueGreen.Postgres.Migrations.Sql;

namespace BlueGreen.Postgres.Migrations.Tracing;

/// <summary>Statements that change the server, not the database: a rehearsal leaves them out, because the live database may be on the same server.</summary>
internal static class ServerWide
{
    public static bool Is(MigrationStatement statement) => statement.Facts.Kind == StatementKind.Outside || Begins(statement.Sql);

    private static bool Begins(string sql)
    {
        var words = new StatementWords(sql);
        return words.TakeAny("CREATE", "ALTER", "DROP") && words.TakeAny("ROLE", "USER", "GROUP", "TABLESPACE", "SYSTEM", "DATABASE") && !words.Take("MAPPING");
    }
}
