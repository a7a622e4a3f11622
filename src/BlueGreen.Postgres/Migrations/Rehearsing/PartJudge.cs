using BlueGreen.Postgres.Migrations.Tracing;
using BlueGreen.Postgres.Migrations.Tracing.Rules;

namespace BlueGreen.Postgres.Migrations.Rehearsing;

/// <summary>Lets the rules look at what was seen, and applies what the script allows.</summary>
internal static class PartJudge
{
    public static IEnumerable<TraceFinding> Judge(MigrationPart part, PartTrace trace, bool isDown)
    {
        var harm = part.Phase == PostgresMigrationPhase.Expand && !isDown ? TraceSeverity.Refusal : TraceSeverity.Warning;
        var byRules = trace.Statements.SelectMany(statement => TraceRules.Check(statement.IsInside ? statement with { End = trace.After } : statement, harm)).Where(finding => part.Backfill is null || isDown || finding.Id != "write");
        var keys = isDown ? [] : ForeignKeyIndexRule.Check(trace.Before, trace.After);
        var allowances = (isDown ? part.Down : part.Script)?.Allowances ?? [];
        return byRules.Concat(keys).Concat(trace.Findings)
            .Select(finding => allowances.FirstOrDefault(one => one.Rule == finding.Id) is { } allowance ? finding with { Allowed = allowance.Reason } : finding);
    }
}
