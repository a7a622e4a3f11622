namespace BlueGreen.Postgres.Migrations.Sql;

/// <summary>What a stretch of SQL text is.</summary>
internal enum SqlTokenKind
{
    WhiteSpace,
    LineComment,
    BlockComment,
    Word,
    QuotedIdentifier,
    String,
    DollarString,
    Number,
    Semicolon,
    Open,
    Close,
    Other,
}
