using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Sql;

/// <summary>Walks over the significant tokens of a statement.</summary>
internal sealed class StatementWords
{
    private readonly string _text;
    private readonly ImmutableArray<SqlToken> _tokens;
    private int _at;

    public StatementWords(string statement)
    {
        _text = statement;
        _tokens = [.. SqlLexer.Read(statement).Where(token => token.IsSignificant)];
    }

    public bool IsAtEnd => _at >= _tokens.Length;

    /// <summary>Passes these words if they come next.</summary>
    public bool Take(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (_at + i >= _tokens.Length || !_tokens[_at + i].Is(_text, words[i]))
            {
                return false;
            }
        }

        _at += words.Length;
        return true;
    }

    public bool TakeAny(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Take(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Passes a name, with its schema where it has one.</summary>
    public string? TakeName()
    {
        if (IsAtEnd || _tokens[_at].Kind is not (SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier))
        {
            return null;
        }

        var name = Text(_at++);
        while (_at + 1 < _tokens.Length && Text(_at) == "." && _tokens[_at + 1].Kind is SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier)
        {
            name += $".{Text(_at + 1)}";
            _at += 2;
        }

        return name;
    }

    /// <summary>Passes a parenthesis and what it encloses.</summary>
    public string? TakeParenthesis()
    {
        if (IsAtEnd || _tokens[_at].Kind != SqlTokenKind.Open)
        {
            return null;
        }

        var (start, depth) = (_at, 0);
        do
        {
            depth += _tokens[_at].Kind switch { SqlTokenKind.Open => 1, SqlTokenKind.Close => -1, _ => 0 };
            _at++;
        }
        while (!IsAtEnd && depth > 0);

        return string.Join(' ', Enumerable.Range(start, _at - start).Select(Text));
    }

    public bool TakeComma() => TakeMark(",");

    public bool TakeMark(string mark)
    {
        var found = !IsAtEnd && _tokens[_at].Kind == SqlTokenKind.Other && Text(_at) == mark;
        _at += found ? 1 : 0;
        return found;
    }

    public void Skip() => _at++;

    /// <summary>Goes on behind the next occurrence of a word outside of parentheses.</summary>
    public bool SkipPast(string word)
    {
        while (!IsAtEnd)
        {
            if (TakeParenthesis() is null)
            {
                if (Take(word))
                {
                    return true;
                }

                Skip();
            }
        }

        return false;
    }

    /// <summary>Whether these words follow each other anywhere in what is left.</summary>
    public bool Contains(params ReadOnlySpan<string> words)
    {
        var start = _at;
        for (; !IsAtEnd; _at++)
        {
            if (Take(words))
            {
                _at = start;
                return true;
            }
        }

        _at = start;
        return false;
    }

    /// <summary>Goes on behind the next comma outside of parentheses.</summary>
    public bool SkipPastComma()
    {
        while (!IsAtEnd)
        {
            if (TakeComma())
            {
                return true;
            }

            if (TakeParenthesis() is null)
            {
                Skip();
            }
        }

        return false;
    }

    /// <summary>Whether these words follow each other before the next comma outside of parentheses.</summary>
    public bool ContainsInAction(params ReadOnlySpan<string> words)
    {
        var start = _at;
        var found = SkipInActionPast(words);
        _at = start;
        return found;
    }

    /// <summary>Goes on behind the next occurrence of these words before the next comma outside of parentheses; stays where they do not occur.</summary>
    public bool SkipInActionPast(params ReadOnlySpan<string> words)
    {
        var start = _at;
        while (!IsAtEnd)
        {
            if (Take(words))
            {
                return true;
            }

            if (TakeMark(","))
            {
                break;
            }

            if (TakeParenthesis() is null)
            {
                Skip();
            }
        }

        _at = start;
        return false;
    }

    private string Text(int index) => _tokens[index].In(_text).ToString();
}
