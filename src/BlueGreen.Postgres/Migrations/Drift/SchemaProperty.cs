namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>Something that is said of a part of a schema.</summary>
/// <param name="Name">What is said, such as <c>type</c>.</param>
/// <param name="Value">What it is, such as <c>bigint</c>. Line ends are <c>\n</c>, without white space before them.</param>
public sealed record SchemaProperty(string Name, string Value);
