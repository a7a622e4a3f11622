using System.Collections.Immutable;
using System.Text;
using BlueGreen.Artifacts;
using BlueGreen.Commands;
using BlueGreen.Plans;
using BlueGreen.Processes;

namespace BlueGreen.Execution;

/// <summary>Runs the programs of steps. What they wrote is kept as an artifact of the rollout; the journal gets its last words. Both without secrets.</summary>
internal sealed class CommandChecks(PlanBindings bindings, CommandRunner commands, IArtifactStore artifacts, TextRedaction redaction)
{
    private const int LastWords = 300;

    public async Task<(CheckResult Verdict, CommandResult Result)> RunAsync(string check, Command command, OperationContext context, CancellationToken cancellationToken)
    {
        var result = await commands.RunAsync(Resolve(command, context), cancellationToken).ConfigureAwait(false);
        var output = redaction.Redact(result.Output);
        var kept = await KeepAsync(check, output, context, cancellationToken).ConfigureAwait(false);
        return (Judge(command, result, output, kept), result);
    }

    public static string Resolve(string text, OperationContext context) => ReleaseToken.Resolve(text, context.Release, context.Green);

    private static CheckResult Judge(Command command, CommandResult result, string output, string kept) => result switch
    {
        { TimedOut: true } => CheckResult.Fail($"'{command}' did not end within {command.Timeout} and was ended with its child processes{Tail(output)}{kept}"),
        { ExitCode: 0 } => CheckResult.Pass($"exit code 0 in {result.Duration.TotalSeconds:0.#} s{kept}"),
        _ => CheckResult.Fail($"'{command}' ended with exit code {result.ExitCode} after {result.Duration.TotalSeconds:0.#} s{Tail(output)}{kept}"),
    };

    private static string Tail(string output)
    {
        var text = output.Trim();
        return text.Length == 0 ? "" : $"; its last words: {(text.Length <= LastWords ? text : $"…{text[^LastWords..]}")}";
    }

    /// <summary>A store that is away fails no check.</summary>
    private async Task<string> KeepAsync(string check, string output, OperationContext context, CancellationToken cancellationToken)
    {
        if (output.Length == 0)
        {
            return "";
        }

        var name = new ArtifactName(context.Rollout.Value, $"output-{SafeName.Of($"{context.Step}-{check}")}.txt");
        try
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(output));
            await artifacts.WriteAsync(name, ContentType.Text, content, cancellationToken).ConfigureAwait(false);
            return $"; output kept as {name.Name}";
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return $"; its output could not be kept: {Guarded.Describe(exception)}";
        }
    }

    private Command Resolve(Command command, OperationContext context) => command with
    {
        FileName = Resolve(command.FileName, context),
        Arguments = [.. command.Arguments.Select(argument => Resolve(argument, context))],
        WorkingDirectory = command.WorkingDirectory is { } folder ? Resolve(folder, context) : null,
        Variables = command.Variables.ToImmutableSortedDictionary(pair => pair.Key, pair => Resolve(pair.Value, context)),
        Secrets = command.SecretVariables.ToImmutableDictionary(name => name, Find),
    };

    private Secret Find(string name) => bindings.Secrets.GetValueOrDefault(name)
        ?? throw ProviderException.Permanent($"The secret variable {name} has no value in this program. Drive the rollout with the program that it was started with, or roll it back.");
}
