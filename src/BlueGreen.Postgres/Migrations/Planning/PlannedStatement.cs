using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Planning;

/// <summary>A statement that would be run.</summary>
/// <param name="Text">The statement, with variables by name.</param>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="IsTransactional">Whether it runs in its part's transaction.</param>
/// <param name="Fencing">How a deposed runner is kept from it: by token, or not at all, beyond the lock.</param>
/// <param name="Locks">The tables that it locks, as <c>table Mode</c>, as far as its words say.</param>
public sealed record PlannedStatement(string Text, int Line, bool IsTransactional, Fencing Fencing, ImmutableArray<string> Locks);
