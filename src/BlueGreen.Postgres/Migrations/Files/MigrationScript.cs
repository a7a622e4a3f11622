using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Files;

/// <summary>What a part runs, in one direction.</summary>
/// <param name="Text">As it is written, with variables by name.</param>
/// <param name="Statements">Its statements.</param>
internal sealed record MigrationScript(string Text, ImmutableArray<MigrationStatement> Statements)
{
    /// <summary>Whether it says that it shall run outside of a transaction.</summary>
    public bool AsksForNoTransaction { get; init; }

    /// <summary>Whether it says that repeating a statement is harmless.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>What it allows that a rehearsal would refuse.</summary>
    public ImmutableArray<Allowance> Allowances { get; init; } = [];

    /// <summary>Whether all of it runs in one transaction.</summary>
    public bool IsTransactional => !AsksForNoTransaction && Statements.All(statement => statement.Facts.IsTransactional);
}
