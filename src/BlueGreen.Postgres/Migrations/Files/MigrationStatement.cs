using BlueGreen.Postgres.Migrations.Sql;

namespace BlueGreen.Postgres.Migrations.Files;

/// <summary>A statement of a script.</summary>
/// <param name="Text">As it is written, with variables by name: for people.</param>
/// <param name="Sql">As it is run.</param>
/// <param name="Line">Where it begins in its file, from 1.</param>
/// <param name="Facts">What was read from its words.</param>
internal sealed record MigrationStatement(string Text, string Sql, int Line, StatementFacts Facts)
{
    /// <summary>What is sent to the server.</summary>
    public string Command => field ??= SqlEnvelope.Wrap(Sql);

    /// <summary>Its beginning on one line.</summary>
    public string Summary => SqlSummary.Of(Text);
}
