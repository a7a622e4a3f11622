using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Tracing.Rules;

/// <summary>All rules.</summary>
internal static class TraceRules
{
    /// <summary>What <c>-- @allow</c> may name.</summary>
    public static ImmutableArray<string> Names { get; } = ["rewrite", "scan", "rename", "drop", "required-column", "lock", "write", "foreign-key-index", "catalogue", "verify"];

    private static readonly ImmutableArray<TraceRule> ByStatement =
        [RewriteRule.Check, ScanRule.Check, RenameRule.Check, DropRule.Check, RequiredColumnRule.Check, LockRule.Check, WriteRule.Check, PreparedRule.Check];

    public static IEnumerable<TraceFinding> Check(StatementTrace trace, TraceSeverity harm) => ByStatement.SelectMany(rule => rule(trace, harm));
}
