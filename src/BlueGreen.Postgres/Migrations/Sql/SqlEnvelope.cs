namespace BlueGreen.Postgres.Migrations.Sql;

/// <summary>
/// Carries a statement that has semicolons of its own, such as a function with a body from BEGIN ATOMIC to END, past Npgsql, which splits commands at semicolons and knows less of such bodies than
/// the server does.
/// </summary>
internal static class SqlEnvelope
{
    public static string Wrap(string statement)
    {
        if (!statement.Contains(';', StringComparison.Ordinal) || !SqlLexer.Read(statement).Any(token => token.Kind == SqlTokenKind.Semicolon))
        {
            return statement;
        }

        var (inner, outer) = (Tag(statement, "statement"), Tag(statement, "envelope"));
        return $"DO {outer} BEGIN EXECUTE {inner}{statement}{inner}; END {outer}";
    }

    private static string Tag(string statement, string name)
    {
        var tag = $"${name}$";
        for (var i = 1; statement.Contains(tag, StringComparison.Ordinal); i++)
        {
            tag = $"${name}{i}$";
        }

        return tag;
    }
}
