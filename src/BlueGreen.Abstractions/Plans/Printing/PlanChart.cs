using System.Text;

namespace BlueGreen.Plans.Printing;

/// <summary>A plan as a Mermaid flowchart: the steps downwards, the ways back dotted.</summary>
internal static class PlanChart
{
    public static string Draw(PlanDescription plan)
    {
        var chart = new StringBuilder("flowchart TD\n");
        foreach (var (index, step) in plan.Steps.Index())
        {
            chart.Append($"    {Node(index, step)}\n");
        }

        chart.Append("    succeeded([\"succeeded\"])\n");
        foreach (var outcome in plan.Steps.Select((step, index) => Failure(plan, index)).Distinct())
        {
            chart.Append($"    {outcome}([\"{Words(outcome)}\"])\n");
        }

        foreach (var edge in Forward(plan).Concat(Back(plan)))
        {
            chart.Append($"    {edge}\n");
        }

        return chart.ToString().TrimEnd('\n');
    }

    private static string Node(int index, PlanStep step)
    {
        var label = $"\"{index + 1}. {Escaped(step.Name)}\"";
        return step switch
        {
            GateStep or ApprovalStep => $"s{index + 1}{{{{{label}}}}}",
            PointOfNoReturnStep => $"s{index + 1}[/{label}/]",
            _ => $"s{index + 1}[{label}]",
        };
    }

    private static IEnumerable<string> Forward(PlanDescription plan) =>
        Enumerable.Range(1, plan.Steps.Length).Select(number => $"s{number} --> {(number < plan.Steps.Length ? $"s{number + 1}" : "succeeded")}");

    private static IEnumerable<string> Back(PlanDescription plan)
    {
        var failing = plan.Steps.Index().Where(step => step.Item is not PointOfNoReturnStep && !Finishes(step.Item)).GroupBy(step => Failure(plan, step.Index));
        foreach (var same in failing)
        {
            var why = same.Key == "rolledBack" && !plan.Triggers.IsEmpty ? "fails, or a rule trips" : "fails";
            yield return $"{string.Join(" & ", same.Select(step => $"s{step.Index + 1}"))} -. \"{why}\" .-> {same.Key}";
        }

        foreach (var (index, step) in plan.Steps.Index().Where(step => step.Item is ApprovalStep { OnExpiry: Expiry.FinishWithoutContract } || Finishes(step.Item)))
        {
            yield return $"s{index + 1} -. \"{(step is ApprovalStep ? "expires" : "fails")}\" .-> succeeded";
        }
    }

    private static bool Finishes(PlanStep step) => step is GateStep { OnFailure: GateFailure.FinishWithoutContract };

    private static string Failure(PlanDescription plan, int index) =>
        Before<PointOfNoReturnStep>(plan, index) ? "frozen" : Before<ShiftStep>(plan, index) || plan.Steps[index] is ShiftStep ? "rolledBack" : "failed";

    private static bool Before<TStep>(PlanDescription plan, int index) => plan.Steps[..index].Any(step => step is TStep);

    private static string Words(string outcome) => outcome switch
    {
        "frozen" => "frozen, waits for a person",
        "rolledBack" => "rolled back: all traffic to blue",
        _ => "failed: what was done is undone",
    };

    private static string Escaped(string text) =>
        text.Replace("#", "#35;", StringComparison.Ordinal)
            .Replace("\"", "#quot;", StringComparison.Ordinal)
            .Replace("<", "#lt;", StringComparison.Ordinal)
            .Replace(">", "#gt;", StringComparison.Ordinal);
}
