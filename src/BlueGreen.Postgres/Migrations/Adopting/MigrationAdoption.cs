using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Adopting;

/// <summary>What came of taking over another tool's history.</summary>
/// <param name="Matched">Migrations of the set that it has run: noted as applied.</param>
/// <param name="WithoutFile">What it has run and the set has no file of: noted as applied, under the name that it had there.</param>
public sealed record MigrationAdoption(ImmutableArray<string> Matched, ImmutableArray<string> WithoutFile);
