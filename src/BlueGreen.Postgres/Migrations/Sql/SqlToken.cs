namespace BlueGreen.Postgres.Migrations.Sql;

/// <summary>A stretch of SQL text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins, from 0.</param>
/// <param name="Length">Its length.</param>
/// <param name="IsComplete">Whether its closing quote or comment mark was found.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int Length, bool IsComplete = true)
{
    public int End => Start + Length;

    public bool IsSignificant => Kind is not (SqlTokenKind.WhiteSpace or SqlTokenKind.LineComment or SqlTokenKind.BlockComment);

    public ReadOnlySpan<char> In(string text) => text.AsSpan(Start, Length);

    public bool Is(string text, string word) => Kind == SqlTokenKind.Word && In(text).Equals(word, StringComparison.OrdinalIgnoreCase);
}
