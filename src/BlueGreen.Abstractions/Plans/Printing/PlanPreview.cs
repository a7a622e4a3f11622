namespace BlueGreen.Plans.Printing;

/// <summary>A plan as people read it before they run it.</summary>
internal static class PlanPreview
{
    public static string Write(PlanDescription plan, string fingerprint)
    {
        var text = new PlanText();
        Head(text, plan, fingerprint);
        RolePreview.Write(text, plan);
        text.Line();
        RulePreview.Write(text, plan);
        text.Line();
        StepPreview.Write(text, plan);
        text.Line();
        text.Wrapped("", $"At most {PlanDurations.WorstCase(plan).ToText()} from the first to the last step; holds and the way back are not counted.");
        return text.ToString();
    }

    private static void Head(PlanText text, PlanDescription plan, string fingerprint)
    {
        text.Line($"{plan.Application.PadRight(PlanText.Width - fingerprint.Length - 5)}plan {fingerprint}");
        if (plan.EmergencyReason is { } reason)
        {
            text.Wrapped("EMERGENCY: ", reason);
        }

        text.Line();
    }
}
