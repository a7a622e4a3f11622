namespace BlueGreen.Postgres.Migrations.Sql;

/// <summary>Shows statements in messages.</summary>
internal static class SqlSummary
{
    private const int Longest = 100;

    /// <summary>A statement's beginning on one line.</summary>
    public static string Of(string statement)
    {
        var line = string.Join(' ', statement.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Longest ? line : $"{line[..(Longest - 1)]}…";
    }
}
