using System.Collections.Immutable;

namespace BlueGreen;

/// <summary>Where a database stands.</summary>
/// <param name="Applied">Names of the applied migrations, oldest first.</param>
/// <param name="Pending">Names of those to be run, in order.</param>
/// <param name="Interrupted">The migration that was begun and not finished, or null.</param>
public sealed record MigrationStatus(ImmutableArray<string> Applied, ImmutableArray<string> Pending, string? Interrupted);
