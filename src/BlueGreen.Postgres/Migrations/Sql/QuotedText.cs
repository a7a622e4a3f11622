namespace BlueGreen.Postgres.Migrations.Sql;

/// <summary>Reads strings, quoted identifiers and dollar-quoted text.</summary>
internal static class QuotedText
{
    /// <summary>Reads to the closing quote, and on where a string goes on in a later line: it keeps its kind of escapes there.</summary>
    public static SqlToken Read(string text, int start, int prefix, bool escapes)
    {
        var quote = text[start + prefix];
        var kind = quote == '"' ? SqlTokenKind.QuotedIdentifier : SqlTokenKind.String;
        var end = Close(text, start + prefix + 1, quote, escapes);
        while (end > 0 && kind == SqlTokenKind.String && Continuation(text, end) is { } next)
        {
            end = Close(text, next + 1, quote, escapes);
        }

        return end > 0 ? new(kind, start, end - start) : new(kind, start, text.Length - start, false);
    }

    public static SqlToken ReadDollar(string text, int start)
    {
        var at = start + 1;
        while (at < text.Length && (at == start + 1 ? SqlChars.StartsName(text[at]) : SqlChars.ContinuesTag(text[at])))
        {
            at++;
        }

        if (at >= text.Length || text[at] != '$')
        {
            return new(SqlTokenKind.Other, start, 1);
        }

        var tag = text[start..(at + 1)];
        var close = text.IndexOf(tag, at + 1, StringComparison.Ordinal);
        return close < 0
            ? new(SqlTokenKind.DollarString, start, text.Length - start, false)
            : new(SqlTokenKind.DollarString, start, close + tag.Length - start);
    }

    /// <summary>Where the text behind the closing quote begins; 0 when there is none.</summary>
    private static int Close(string text, int from, char quote, bool escapes)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (escapes && text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == quote)
            {
                if (at + 1 >= text.Length || text[at + 1] != quote)
                {
                    return at + 1;
                }

                at++;
            }
        }

        return 0;
    }

    /// <summary>Where a string goes on: the next quote, when only white space with a line end in it, and line comments, lie between.</summary>
    private static int? Continuation(string text, int from)
    {
        var crossedLine = false;
        for (var at = from; at < text.Length; at++)
        {
            if (text[at] is '\n' or '\r')
            {
                crossedLine = true;
            }
            else if (text[at] == '-' && at + 1 < text.Length && text[at + 1] == '-')
            {
                at = text.AsSpan(at).IndexOfAny('\n', '\r') is var line and >= 0 ? at + line - 1 : text.Length;
            }
            else if (!SqlChars.IsSpace(text[at]))
            {
                return crossedLine && text[at] == '\'' ? at : null;
            }
        }

        return null;
    }
}
