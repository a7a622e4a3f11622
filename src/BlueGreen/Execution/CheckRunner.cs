using System.Collections.Immutable;
using System.Net.Sockets;
using BlueGreen.Commands;
using BlueGreen.Plans;

namespace BlueGreen.Execution;

/// <summary>Runs checks side by side; an error is a failure, and all failures are reported together.</summary>
internal sealed class CheckRunner(PlanBindings bindings, CommandRunner commands, HttpMessageInvoker http, TimeProvider clock)
{
    private const int KeptOutput = 2000;

    public async Task<StepReport> RunAllAsync(ImmutableArray<CheckDescription> checks, OperationContext context, CancellationToken cancellationToken) =>
        StepReport.From(await Task.WhenAll(checks.Select(check => RunAsync(check, context, cancellationToken))).ConfigureAwait(false));

    private async Task<Finding> RunAsync(CheckDescription check, OperationContext context, CancellationToken cancellationToken)
    {
        try
        {
            var result = await ResultAsync(check, context, cancellationToken).ConfigureAwait(false);
            return new(check.Name, result.Passed, result.Detail);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            return new(check.Name, false, Guarded.Describe(exception));
        }
    }

    private async Task<CheckResult> ResultAsync(CheckDescription check, OperationContext context, CancellationToken cancellationToken) => check switch
    {
        CommandCheck command => await RunAsync(command.Command, context, cancellationToken).ConfigureAwait(false),
        VariableCheck variable => Environment.GetEnvironmentVariable(variable.Variable) is { Length: > 0 }
            ? CheckResult.Pass("set")
            : CheckResult.Fail($"the environment variable {variable.Variable} is not set"),
        TcpCheck tcp => await ConnectAsync(tcp, cancellationToken).ConfigureAwait(false),
        HttpCheck get => await GetAsync(get, cancellationToken).ConfigureAwait(false),
        DelegateCheck code => await bindings.Checks[code.Name](context, cancellationToken).ConfigureAwait(false),
        _ => throw new InvalidOperationException($"The check '{check.Name}' of type {check.GetType().Name} is unknown."),
    };

    private async Task<CheckResult> RunAsync(Command command, OperationContext context, CancellationToken cancellationToken)
    {
        var resolved = command with
        {
            FileName = Resolve(command.FileName),
            Arguments = [.. command.Arguments.Select(Resolve)],
            Variables = command.Variables.ToImmutableSortedDictionary(pair => pair.Key, pair => Resolve(pair.Value)),
        };
        var result = await commands.RunAsync(resolved, cancellationToken).ConfigureAwait(false);
        return result is { TimedOut: false, ExitCode: 0 }
            ? CheckResult.Pass($"exit code 0 in {result.Duration.TotalSeconds:0.#} s")
            : CheckResult.Fail($"{(result.TimedOut ? $"'{command}' did not end within {command.Timeout}" : $"'{command}' ended with exit code {result.ExitCode}")}{Tail(result.Output)}");

        string Resolve(string text) => ReleaseToken.Resolve(text, context.Release, context.Green);
    }

    private static string Tail(string output)
    {
        var text = output.Trim();
        return text.Length == 0 ? "" : $"; its output ended with: {(text.Length <= KeptOutput ? text : text[^KeptOutput..])}";
    }

    private async Task<CheckResult> ConnectAsync(TcpCheck check, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        using var limit = new TimeLimit(check.Timeout, clock, cancellationToken);
        await client.ConnectAsync(check.Host, check.Port, limit.Token).ConfigureAwait(false);
        return CheckResult.Pass($"{check.Host}:{check.Port} accepts connections");
    }

    private async Task<CheckResult> GetAsync(HttpCheck check, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(check.Timeout, clock, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, check.Url);
        using var response = await http.SendAsync(request, limit.Token).ConfigureAwait(false);
        return response.IsSuccessStatusCode
            ? CheckResult.Pass($"answered {(int)response.StatusCode}")
            : CheckResult.Fail($"{check.Url} answered {(int)response.StatusCode}, not a status from 200 to 299");
    }
}
