using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>What is said twice, differently.</summary>
internal static class StatementValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft) =>
    [
        .. Twice("environment", ".Environment(...)", draft.Environment, provider => provider.Identity),
        .. Twice("traffic", ".Traffic(...)", draft.Traffic, provider => provider.Identity),
        .. Twice("health", ".HealthProber(...)", draft.Prober, provider => provider.Identity),
        .. Twice("migrations", ".Migrations(...)", draft.Migrations, provider => provider.Identity),
        .. Twice("sampling", "interval", draft.SampleEvery, time => time.ToText()),
        .. Twice("sampling", "timeout", draft.SampleTimeout, time => time.ToText()),
        .. Twice("retention", ".Retain(...)", draft.Retain, count => count),
        .. Twice("drain", ".Drain(...)", draft.Drain, time => time.ToText()),
        .. Twice("settle", ".Settle(...)", draft.Settle, time => time.ToText()),
        .. Twice("rollback", ".GradualRollback(...)", draft.GradualRollback, strategy => strategy),
        .. Twice("emergency", ".Emergency(...)", draft.EmergencyReason, reason => $"'{reason}'"),
        .. Twice("triggers", ".WithoutTriggers(...)", draft.NoTriggersReason, reason => $"'{reason}'"),
    ];

    private static IEnumerable<PlanProblem> Twice<T>(string subject, string what, Stated<T> stated, Func<T, object> show)
        where T : notnull
    {
        if (stated.Values.Count > 1)
        {
            yield return Problem.Of(
                subject,
                $"It is stated {stated.Values.Count} times: {string.Join(", then ", stated.Values.Select(show))}.",
                $"A plan says it once; keep one {what}.");
        }
    }
}
