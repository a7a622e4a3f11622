using System.Text.RegularExpressions;
using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>The application's name, and reasons that are given in words.</summary>
internal static partial class ApplicationValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft)
    {
        if (!Name().IsMatch(draft.Application))
        {
            yield return Problem.Of(
                "application",
                $"'{draft.Application}' is no name of an application.",
                "Use 1 to 63 letters, digits, '.', '_' and '-', beginning with a letter or digit.");
        }

        if (draft.EmergencyReason is { IsStated: true, Value: var emergency } && string.IsNullOrWhiteSpace(emergency))
        {
            yield return Problem.Of(
                "emergency",
                "No reason is given.",
                "Say in a few words why this rollout cannot take the ordinary way.");
        }

        if (draft.NoTriggersReason is { IsStated: true, Value: var reason } && string.IsNullOrWhiteSpace(reason))
        {
            yield return Problem.Of(
                "triggers",
                "No reason is given for going without them.",
                "Say in a few words what turns a bad rollout back instead.");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,62}\z")]
    private static partial Regex Name();
}
