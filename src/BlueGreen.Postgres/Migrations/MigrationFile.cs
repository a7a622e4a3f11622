namespace BlueGreen.Postgres.Migrations;

/// <summary>A script as it is kept: in a folder, an assembly, or elsewhere.</summary>
/// <param name="Name">Its file name, such as <c>0042_add_name.sql</c>; a path before it is ignored.</param>
/// <param name="Text">Its text.</param>
public sealed record MigrationFile(string Name, string Text);
