namespace BlueGreen.Postgres.Migrations.Sql;

/// <summary>Follows the tokens of a script and knows whether a semicolon would end the statement.</summary>
internal sealed class SqlNesting(string script)
{
    private int _parentheses;
    private int _blocks;
    private int _words;
    private bool _isRoutine;
    private SqlToken? _previous;

    public bool IsOutermost => _parentheses == 0 && _blocks == 0;

    public void Restart() => (_parentheses, _blocks, _words, _isRoutine, _previous) = (0, 0, 0, false, null);

    public void Pass(SqlToken token)
    {
        if (!token.IsSignificant)
        {
            return;
        }

        _parentheses = token.Kind switch
        {
            SqlTokenKind.Open => _parentheses + 1,
            SqlTokenKind.Close => Math.Max(0, _parentheses - 1),
            _ => _parentheses,
        };
        if (token.Kind == SqlTokenKind.Word)
        {
            Word(token);
        }

        _words++;
        _previous = token;
    }

    private void Word(SqlToken token)
    {
        _isRoutine |= _words is 1 or 3 && (token.Is(script, "FUNCTION") || token.Is(script, "PROCEDURE"));
        if (!_isRoutine || IsName)
        {
            return;
        }

        if (_blocks == 0)
        {
            _blocks = token.Is(script, "ATOMIC") && _previous?.Is(script, "BEGIN") == true ? 1 : 0;
        }
        else if (token.Is(script, "CASE"))
        {
            _blocks++;
        }
        else if (token.Is(script, "END"))
        {
            _blocks--;
        }
    }

    /// <summary>Behind AS or a dot a reserved word is a name.</summary>
    private bool IsName => _previous is { } previous && (previous.Is(script, "AS") || (previous.Kind == SqlTokenKind.Other && previous.In(script) is "."));
}
