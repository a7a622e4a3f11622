namespace BlueGreen.Postgres.Tests.Migrations.Rehearsing;

/// <summary>An operation and what it does; lists are sorted and separated by commas.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Setup">What is there before.</param>
/// <param name="Sql">The operation.</param>
/// <param name="Locks">Its locks on what was there before.</param>
/// <param name="Rewrites">What is written anew.</param>
/// <param name="Scans">What is read from end to end.</param>
/// <param name="Verdict">The weight of its weightiest finding, in an expand.</param>
/// <param name="Findings">The rules behind warnings and refusals.</param>
public sealed record LockTableRow(string Name, string Setup, string Sql, string Locks, string Rewrites, string Scans, string Verdict, string Findings)
{
    public override string ToString() => Name;
}
