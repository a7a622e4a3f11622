using System.Collections.Immutable;
using System.Net.Sockets;
using BlueGreen.Artifacts;
using BlueGreen.Figures;
using BlueGreen.Plans;

namespace BlueGreen.Execution;

/// <summary>
/// Runs checks side by side; an error is a failure, as is a check that has not ended shortly before the step's deadline, and all failures are reported together, without secrets.
/// </summary>
internal sealed class CheckRunner(PlanBindings bindings, CommandChecks commands, FigureGate figures, TextRedaction redaction, HttpMessageInvoker http, TimeProvider clock)
{
    private const int LongestDetail = 2000;

    private static readonly TimeSpan TimeToReport = TimeSpan.FromSeconds(2);

    public async Task<StepReport> RunAllAsync(ImmutableArray<CheckDescription> checks, OperationContext context, CancellationToken cancellationToken) =>
        StepReport.From(await Task.WhenAll(checks.Select(check => RunAsync(check, context, cancellationToken))).ConfigureAwait(false));

    public async Task<StepReport> RunGateAsync(GateStep gate, OperationContext context, CancellationToken cancellationToken) =>
        gate is { CompareWith: { } baseline, Check: CommandCheck check }
            ? StepReport.From(await GuardAsync(check.Name, token => figures.RunAsync(check, baseline, context, token), context, cancellationToken).ConfigureAwait(false))
            : await RunAllAsync([gate.Check], context, cancellationToken).ConfigureAwait(false);

    private async Task<Finding> RunAsync(CheckDescription check, OperationContext context, CancellationToken cancellationToken)
    {
        var findings = await GuardAsync(
            check.Name,
            async token =>
            {
                var result = await ResultAsync(check, context, token).ConfigureAwait(false);
                return [new(check.Name, result.Passed, result.Detail)];
            },
            context,
            cancellationToken).ConfigureAwait(false);
        return findings[0];
    }

    private async Task<ImmutableArray<Finding>> GuardAsync(
        string check, Func<CancellationToken, Task<ImmutableArray<Finding>>> run, OperationContext context, CancellationToken cancellationToken)
    {
        var time = TimeFor(context);
        using var limit = new TimeLimit(time, clock, cancellationToken);
        try
        {
            return [.. (await run(limit.Token).ConfigureAwait(false)).Select(Clean)];
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (limit.Token.IsCancellationRequested)
        {
            return [new(check, false, $"it did not end within {time.TotalSeconds:0.#} s, what the step's deadline leaves; give the step more time")];
        }
        catch (Exception exception)
        {
            return [Clean(new(check, false, Guarded.Describe(exception)))];
        }
    }

    /// <summary>Shortly before the step's deadline, so that programs can be ended and what was found can still be reported.</summary>
    private static TimeSpan TimeFor(OperationContext context)
    {
        var margin = context.TimeLeft * 0.05;
        margin = margin > TimeToReport ? margin : TimeToReport;
        return margin < context.TimeLeft * 0.5 ? context.TimeLeft - margin : context.TimeLeft * 0.5;
    }

    private Finding Clean(Finding finding)
    {
        var detail = redaction.Redact(finding.Detail);
        return finding with { Name = redaction.Redact(finding.Name), Detail = detail.Length <= LongestDetail ? detail : $"{detail[..LongestDetail]}…" };
    }

    private async Task<CheckResult> ResultAsync(CheckDescription check, OperationContext context, CancellationToken cancellationToken) => check switch
    {
        CommandCheck command => (await commands.RunAsync(command.Name, command.Command, context, cancellationToken).ConfigureAwait(false)).Verdict,
        VariableCheck variable => Environment.GetEnvironmentVariable(variable.Variable) is { Length: > 0 }
            ? CheckResult.Pass("set")
            : CheckResult.Fail($"the environment variable {variable.Variable} is not set"),
        TcpCheck tcp => await ConnectAsync(tcp, cancellationToken).ConfigureAwait(false),
        HttpCheck get => await GetAsync(get, cancellationToken).ConfigureAwait(false),
        DelegateCheck code => await bindings.CheckOf(code)(context, cancellationToken).ConfigureAwait(false),
        _ => throw new InvalidOperationException($"The check '{check.Name}' of type {check.GetType().Name} is unknown."),
    };

    private async Task<CheckResult> ConnectAsync(TcpCheck check, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        using var limit = new TimeLimit(check.Timeout, clock, cancellationToken);
        try
        {
            await client.ConnectAsync(check.Host, check.Port, limit.Token).ConfigureAwait(false);
            return CheckResult.Pass($"{check.Host}:{check.Port} accepts connections");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return CheckResult.Fail($"{check.Host}:{check.Port} did not accept a connection within {check.Timeout}");
        }
        catch (SocketException exception)
        {
            return CheckResult.Fail($"{check.Host}:{check.Port} accepts no connection: {exception.Message}");
        }
    }

    private async Task<CheckResult> GetAsync(HttpCheck check, CancellationToken cancellationToken)
    {
        var address = check.Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        using var limit = new TimeLimit(check.Timeout, clock, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, check.Url);
        try
        {
            using var response = await http.SendAsync(request, limit.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? CheckResult.Pass($"answered {(int)response.StatusCode}")
                : CheckResult.Fail($"{address} answered {(int)response.StatusCode}, not a status from 200 to 299");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return CheckResult.Fail($"{address} did not answer within {check.Timeout}");
        }
    }
}
