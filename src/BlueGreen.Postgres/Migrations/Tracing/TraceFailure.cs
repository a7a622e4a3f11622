using BlueGreen.Postgres.Migrations.Files;
using BlueGreen.Postgres.Migrations.Running;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Tracing;

/// <summary>Findings of statements that did not run.</summary>
internal static class TraceFailure
{
    public static TraceFinding Of(MigrationStatement? statement, PostgresException answer) => new(
        "failed", TraceSeverity.Refusal, statement?.Line ?? 0, $"{(statement is null ? "The code" : $"'{statement.Summary}'")} failed: {MigrationFailure.Describe(answer)}",
        "Correct it; what comes behind it was not rehearsed.");

    public static TraceFinding NotTried(MigrationStatement statement) => new(
        "not-tried", TraceSeverity.Note, statement.Line, $"'{statement.Summary}' was left out: it changes the server, which may be the one that serves.", "");
}
