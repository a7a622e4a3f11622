using System.Security.Cryptography;
using System.Text;
using BlueGreen.Postgres.Migrations.Sql;

namespace BlueGreen.Postgres.Checking;

/// <summary>The text of a query that a user wrote.</summary>
internal static class SqlText
{
    private const int LongestName = 80;

    /// <summary>The one statement of a text. A second one could end the transaction that keeps a check from writing.</summary>
    public static string Check(string sql, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sql, parameter);
        SqlPiece[] statements = [.. SqlSplitter.Split(sql).Where(piece => !piece.IsBlank)];
        return statements is [{ Unclosed: null } only]
            ? only.Statement
            : throw new ArgumentException($"'{Short(sql)}' must be one statement, with all quotes and comments closed; it has {statements.Length}.", parameter);
    }

    /// <summary>On one line, and not long.</summary>
    public static string Short(string sql)
    {
        var line = string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestName ? line : $"{line[..LongestName]}…";
    }

    /// <summary>Changes with the query or the rule: a rollout that is resumed with another takes no forward step.</summary>
    public static string Version(string rule, string sql) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{rule}\n{sql}")))[..12];
}
