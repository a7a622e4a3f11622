using System.Collections.Immutable;

namespace BlueGreen.Postgres.Schema;

/// <summary>What makes each version of the schema of the one before. A released entry never changes; a new version is added at the end.</summary>
internal static class SchemaUpgrades
{
    public static ImmutableArray<Func<string, string>> All { get; } = [FirstVersion.Write];

    /// <summary>The version that this library uses.</summary>
    public static int Version => All.Length;
}
