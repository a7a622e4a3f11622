namespace BlueGreen.Plans.Printing;

/// <summary>What happens, in order.</summary>
internal static class StepPreview
{
    private const int Widest = 44;

    public static void Write(PlanText text, PlanDescription plan)
    {
        text.Rule("STEPS, in this order");
        var name = plan.Steps.Select(step => step.Name.Length).Where(length => length <= Widest).Append(12).Max();
        var time = plan.Steps.Max(step => step.Deadline.ToText().Length);
        foreach (var (index, step) in plan.Steps.Index())
        {
            Write(text, $"{index + 1,4}  ", step, plan, name, time);
        }
    }

    private static void Write(PlanText text, string number, PlanStep step, PlanDescription plan, int name, int time)
    {
        if (step is PointOfNoReturnStep)
        {
            text.Rule($"{number}{step.Name}: no automatic way back from here");
            return;
        }

        if (step.Name.Length > name)
        {
            text.Wrapped(number, step.Name);
            number = new(' ', number.Length);
        }

        var undo = step.Compensation is { } compensation ? $"   undo: {compensation}" : "";
        text.Wrapped($"{number}{(step.Name.Length > name ? "" : step.Name).PadRight(name)}  ", $"{Word(step)} {step.Deadline.ToText().PadLeft(time)}{undo}");
        foreach (var detail in StepDetails.Of(step, plan))
        {
            text.Wrapped("        ", detail);
        }
    }

    private static string Word(PlanStep step) => step is WaitStep ? "exactly" : " within";
}
