using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Sql;

/// <summary>
/// Cuts SQL text into tokens by the rules of PostgreSQL's own scanner, with <c>standard_conforming_strings</c> on. The tokens are contiguous: joined, they are the text.
/// </summary>
internal static class SqlLexer
{
    public static ImmutableArray<SqlToken> Read(string text)
    {
        var tokens = ImmutableArray.CreateBuilder<SqlToken>();
        for (var at = 0; at < text.Length;)
        {
            var token = Next(text, at);
            tokens.Add(token);
            at = token.End;
        }

        return tokens.ToImmutable();
    }

    private static SqlToken Next(string text, int at) => (text[at], Peek(text, at + 1), Peek(text, at + 2)) switch
    {
        (var c, _, _) when SqlChars.IsSpace(c) => While(text, at, SqlTokenKind.WhiteSpace, SqlChars.IsSpace),
        ('-', '-', _) => While(text, at, SqlTokenKind.LineComment, static c => c is not ('\n' or '\r')),
        ('/', '*', _) => BlockComment(text, at),
        ('e' or 'E', '\'', _) => QuotedText.Read(text, at, prefix: 1, escapes: true),
        ('b' or 'B' or 'x' or 'X' or 'n' or 'N', '\'', _) => QuotedText.Read(text, at, prefix: 1, escapes: false),
        ('u' or 'U', '&', '\'' or '"') => QuotedText.Read(text, at, prefix: 2, escapes: false),
        ('\'' or '"', _, _) => QuotedText.Read(text, at, prefix: 0, escapes: false),
        ('$', _, _) => QuotedText.ReadDollar(text, at),
        (var c, _, _) when SqlChars.StartsName(c) => While(text, at, SqlTokenKind.Word, SqlChars.ContinuesName),
        ( >= '0' and <= '9', _, _) => While(text, at, SqlTokenKind.Number, static c => c is >= '0' and <= '9' or '.'),
        (';', _, _) => new(SqlTokenKind.Semicolon, at, 1),
        ('(', _, _) => new(SqlTokenKind.Open, at, 1),
        (')', _, _) => new(SqlTokenKind.Close, at, 1),
        _ => new(SqlTokenKind.Other, at, 1),
    };

    private static SqlToken BlockComment(string text, int start)
    {
        var depth = 1;
        var at = start + 2;
        while (at < text.Length && depth > 0)
        {
            var (step, change) = (text[at], Peek(text, at + 1)) switch
            {
                ('/', '*') => (2, 1),
                ('*', '/') => (2, -1),
                _ => (1, 0),
            };
            at += step;
            depth += change;
        }

        return new(SqlTokenKind.BlockComment, start, at - start, depth == 0);
    }

    private static SqlToken While(string text, int start, SqlTokenKind kind, Func<char, bool> belongs)
    {
        var at = start + 1;
        while (at < text.Length && belongs(text[at]))
        {
            at++;
        }

        return new(kind, start, at - start);
    }

    private static char Peek(string text, int at) => at < text.Length ? text[at] : '\0';
}
