using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Programs that steps run.</summary>
internal static class CommandValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft) =>
        draft.Numbered<PlanStep>().SelectMany(step => StepCommands.Of(step.Step).SelectMany(command => Of(draft, step.Number, step.Step, command)));

    private static IEnumerable<PlanProblem> Of(PlanDraft draft, int number, PlanStep step, Command command)
    {
        if (string.IsNullOrWhiteSpace(command.FileName))
        {
            yield return Problem.At(number, step, "Its command names no program.", "Give a path, or a name that is found on the PATH.");
        }

        if (Problem.WithTime($"The time limit of '{command}'", command.Timeout) is { } timeout)
        {
            yield return Problem.At(number, step, timeout, "10 minutes are usual.");
        }

        if (number <= (draft.First<DeployStep>() ?? 0) && Texts(command).Any(text => text.Contains(ReleaseToken.GreenUrl, StringComparison.Ordinal)))
        {
            yield return Problem.At(
                number,
                step,
                $"'{command}' holds {ReleaseToken.GreenUrl}, which is empty before green is deployed.",
                "Make it a gate after .DeployGreen().");
        }
    }

    private static IEnumerable<string> Texts(Command command) => [command.FileName, .. command.Arguments, .. command.Variables.Values];
}
