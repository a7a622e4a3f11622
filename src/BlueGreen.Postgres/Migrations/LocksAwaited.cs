using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations;

/// <summary>An attempt did not get its locks; another follows.</summary>
/// <param name="Migration">The migration's part.</param>
/// <param name="Attempt">Which attempt it was, from 1.</param>
/// <param name="Blockers">Who is in the way, as far as it can be seen.</param>
public sealed record LocksAwaited(string Migration, int Attempt, ImmutableArray<LockBlocker> Blockers) : MigrationProgress(Migration);
