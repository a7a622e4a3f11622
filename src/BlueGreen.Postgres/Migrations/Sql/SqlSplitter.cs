using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Sql;

/// <summary>
/// Splits a script at the semicolons between its statements: not at those in quotes, comments, parentheses (as in rules) and bodies from BEGIN ATOMIC to END. Joined, the pieces are the script.
/// </summary>
internal static class SqlSplitter
{
    public static ImmutableArray<SqlPiece> Split(string script)
    {
        var pieces = ImmutableArray.CreateBuilder<SqlPiece>();
        var nesting = new SqlNesting(script);
        var (start, line) = (0, 1);
        foreach (var token in SqlLexer.Read(script))
        {
            nesting.Pass(token);
            if (token.Kind == SqlTokenKind.Semicolon && nesting.IsOutermost)
            {
                Add(token.End);
                nesting.Restart();
            }
        }

        if (start < script.Length)
        {
            Add(script.Length);
        }

        return pieces.ToImmutable();

        void Add(int end)
        {
            var piece = Cut(script[start..end], line);
            pieces.Add(piece);
            line += piece.Text.AsSpan().Count('\n');
            start = end;
        }
    }

    private static SqlPiece Cut(string text, int firstLine)
    {
        var tokens = SqlLexer.Read(text);
        ImmutableArray<SqlToken> words = [.. tokens.Where(token => token.IsSignificant)];
        if (words is [.. var all, { Kind: SqlTokenKind.Semicolon }])
        {
            words = all;
        }

        var line = firstLine + (words.IsEmpty ? 0 : text.AsSpan(0, words[0].Start).Count('\n'));
        return new(text, line, words) { Unclosed = tokens.Where(token => !token.IsComplete).Select(token => (SqlToken?)token).FirstOrDefault() };
    }
}
