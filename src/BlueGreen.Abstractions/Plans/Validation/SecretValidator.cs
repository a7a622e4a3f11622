using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Secrets that would get into the journal or the list of processes, or that are not there.</summary>
internal static class SecretValidator
{
    private static readonly string[] Telling = ["PASSWORD", "PASSWD", "SECRET", "TOKEN", "API_KEY", "APIKEY", "ACCESS_KEY", "PRIVATE_KEY", "CREDENTIALS"];

    public static IEnumerable<PlanProblem> Find(PlanDraft draft)
    {
        var secrets = draft.Steps.SelectMany(StepCommands.Of).SelectMany(command => command.Secrets).ToArray();
        return Different(secrets).Concat(draft.Numbered<PlanStep>().SelectMany(step => StepCommands.Of(step.Step).SelectMany(command => Of(step.Number, step.Step, command, secrets))));
    }

    private static IEnumerable<PlanProblem> Different(KeyValuePair<string, Secret>[] secrets) =>
        from same in secrets.GroupBy(secret => secret.Key, StringComparer.Ordinal)
        where same.Select(secret => secret.Value.Reveal()).Distinct(StringComparer.Ordinal).Count() > 1
        select Problem.Of($"secret variable '{same.Key}'", "Commands give it different values.", "Secrets are found by name when a rollout resumes; give each value a variable of its own.");

    private static IEnumerable<PlanProblem> Of(int number, PlanStep step, Command command, KeyValuePair<string, Secret>[] secrets)
    {
        foreach (var (name, secret) in secrets)
        {
            if (secret.Reveal().Length > 0 && Texts(command).Any(text => text.Contains(secret.Reveal(), StringComparison.Ordinal)))
            {
                yield return Problem.At(
                    number, step, $"What its command says in the open holds the secret of {name}.", "Any user of the machine can read arguments. Let the program read the variable.");
            }
        }

        foreach (var name in command.Variables.Keys.Where(name => Array.Exists(Telling, word => name.EndsWith(word, StringComparison.OrdinalIgnoreCase))))
        {
            yield return Problem.At(
                number, step, $"The variable {name} of '{command.FileName}' would be kept in the journal as it stands.", $"Hand it over as .With(\"{name}\", new Secret(...)).");
        }

        foreach (var name in command.SecretVariables.Where(name => !IsUsable(name) || !command.Secrets.ContainsKey(name)))
        {
            yield return Problem.At(
                number, step, $"Its secret variable '{name}' has no value, or no usable name.", "Make it with .With(\"NAME\", new Secret(...)); names are not empty and hold no '='.");
        }
    }

    private static bool IsUsable(string name) => !string.IsNullOrWhiteSpace(name) && !name.Contains('=', StringComparison.Ordinal) && !name.Contains('\0', StringComparison.Ordinal);

    private static IEnumerable<string> Texts(Command command) => [command.FileName, .. command.Arguments, .. command.Variables.Values, command.WorkingDirectory ?? ""];
}
