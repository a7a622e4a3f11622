namespace BlueGreen.Postgres.Migrations.Tracing.Rules;

/// <summary>Looks at one statement.</summary>
/// <param name="trace">What was seen around it.</param>
/// <param name="harm">How much it weighs when it hurts those who use the database: a refusal while blue serves from it, a warning in what runs later.</param>
internal delegate IEnumerable<TraceFinding> TraceRule(StatementTrace trace, TraceSeverity harm);
