using System.Collections.Immutable;

namespace BlueGreen;

/// <summary>Where a database stands.</summary>
/// <param name="Migrations">Applied migrations, oldest first, then the others in the order in which they are to run.</param>
public sealed record MigrationStatus(ImmutableArray<MigrationEntry> Migrations);
