namespace BlueGreen.Postgres.Migrations.Files;

/// <summary>A line of a script that speaks to the runner: <c>-- @name argument</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Argument">What follows; empty where nothing does.</param>
/// <param name="Start">Where it begins in the file.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Line">Its line, from 1.</param>
internal sealed record Directive(string Name, string Argument, int Start, int End, int Line)
{
    public bool BeginsSection => Name is "expand" or "backfill" or "verify" or "contract" or "down";
}
