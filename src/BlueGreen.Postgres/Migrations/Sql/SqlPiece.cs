using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Sql;

/// <summary>One statement of a script with what lies before it and its semicolon, or the rest behind the last statement.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Line">The line of the script in which its first significant token lies, from 1.</param>
/// <param name="Words">Its significant tokens, without the semicolon.</param>
internal sealed record SqlPiece(string Text, int Line, ImmutableArray<SqlToken> Words)
{
    /// <summary>Whether it is nothing but white space, comments and perhaps a semicolon.</summary>
    public bool IsBlank => Words.IsEmpty;

    /// <summary>The statement alone: from its first to its last significant token.</summary>
    public string Statement => IsBlank ? "" : Text[Words[0].Start..Words[^1].End];

    /// <summary>Where a quote or comment begins that is never closed; null when all are.</summary>
    public SqlToken? Unclosed { get; init; }
}
