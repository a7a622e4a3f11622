using BlueGreen.Postgres.Migrations.Sql;
using BlueGreen.Postgres.Migrations.Tracing.Rules;

namespace BlueGreen.Postgres.Migrations.Files;

/// <summary>Reads the statements of a section.</summary>
internal sealed class ScriptReader(string file, ScriptVariables? variables, MigrationProblems problems)
{
    public MigrationScript Read(MigrationSection section)
    {
        var statements = SqlSplitter.Split(section.Text).Where(piece => !piece.IsBlank || piece.Unclosed is not null).Select(piece => Read(section, piece)).ToArray();
        return new(section.Text.Trim(), [.. statements])
        {
            AsksForNoTransaction = section.Has("no-transaction"),
            IsIdempotent = section.Has("idempotent"),
            Allowances = [.. section.Attributes.Where(directive => directive.Name == "allow").Select(Allow).OfType<Allowance>()],
        };
    }

    private Allowance? Allow(Directive directive)
    {
        var allowance = Allowance.Parse(directive.Argument);
        if (allowance is null || !TraceRules.Names.Contains(allowance.Rule))
        {
            problems.Add(file, directive.Line, $"'@allow {directive.Argument}' does not say what it allows and why.", $"Write -- @allow rule: reason, with a rule of {string.Join(", ", TraceRules.Names)}.");
            return null;
        }

        return allowance;
    }

    private MigrationStatement Read(MigrationSection section, SqlPiece piece)
    {
        var line = Math.Max(1, section.Line) + piece.Line - 1;
        if (piece.Unclosed is { } open)
        {
            problems.Add(file, line, $"{Describe(open.Kind)} is not closed: {Beginning(piece.Text[open.Start..])}", "Close it.");
        }

        var sql = variables?.Apply(piece.Statement, file, line) ?? piece.Statement;
        var facts = StatementReader.Read(sql);
        var statement = new MigrationStatement(piece.Statement, sql, line, facts);
        if (facts.Refusal is { } refusal)
        {
            problems.Add(file, line, $"'{statement.Summary}' {refusal}", "");
        }

        return statement;
    }

    private static string Describe(SqlTokenKind kind) => kind switch
    {
        SqlTokenKind.BlockComment => "A comment",
        SqlTokenKind.QuotedIdentifier => "A quoted name",
        SqlTokenKind.DollarString => "A dollar quote",
        _ => "A string",
    };

    private static string Beginning(string text) => text.Split('\n')[0] is var line && line.Length > 40 ? $"{line[..39]}…" : line;
}
