namespace BlueGreen.Postgres.Migrations.Sql;

/// <summary>The character classes of PostgreSQL's scanner.</summary>
internal static class SqlChars
{
    public static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f' or '\v';

    public static bool StartsName(char c) => char.IsAsciiLetter(c) || c is '_' or >= '\x80';

    public static bool ContinuesTag(char c) => StartsName(c) || char.IsAsciiDigit(c);

    public static bool ContinuesName(char c) => ContinuesTag(c) || c == '$';
}
