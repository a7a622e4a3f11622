using BlueGreen.Postgres.Sessions;

namespace BlueGreen.Postgres;

/// <content>Who is in the database.</content>
public sealed partial class PostgresChecks
{
    /// <summary>How much of the step's time is spent on waiting, so that what was found can still be reported.</summary>
    private const double ShareOfTime = 0.85;

    /// <summary>
    /// Blue must have no session in the database any more: a gate before what takes away what blue needs. It waits for blue's sessions to go and names those that stay. Sessions are known by their
    /// <c>application_name</c>, which every role may see. In an application's first rollout there is no blue, and it passes.
    /// </summary>
    /// <param name="sessions">How blue's and green's sessions are called, and how long to wait. Default: by the deployments' identifiers, 10 minutes; give the step a deadline to match.</param>
    /// <exception cref="ArgumentException">A setting makes no sense.</exception>
    public Check NoSessionsOfBlue(PostgresSessionOptions? sessions = null)
    {
        sessions = sessions?.Copy() ?? new();
        return new PostgresSessionOptionsValidator().Validate(null, sessions) is { Failed: true } result
            ? throw new ArgumentException($"Sessions cannot be looked for like this: {result.FailureMessage}", nameof(sessions))
            : BlueGreen.Checks.That($"no sessions of blue in {_database}", (operation, stop) => WaitForBlueAsync(operation, sessions, stop));
    }

    private async Task<CheckResult> WaitForBlueAsync(OperationContext operation, PostgresSessionOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        if (operation.Blue is not { } blue)
        {
            return CheckResult.Pass("there is no blue: this is the application's first rollout");
        }

        var names = SessionNames.Of(blue, operation.Green, options.NameOf);
        var time = operation.TimeLeft * ShareOfTime;
        var result = await new SessionWait(options, names, _clock).RunAsync(
            stop => LookAsync(names, operation, stop), time < options.Patience ? time : options.Patience, options.QuietFor, null, cancellationToken).ConfigureAwait(false);
        return result with { Detail = $"{result.Detail} ({_database})" };
    }

    /// <summary>A look that fails is no answer, and no reason to give up while there is time.</summary>
    private async Task<SessionSurvey> LookAsync(SessionNames names, OperationContext operation, CancellationToken cancellationToken)
    {
        SessionSurvey? found = null;
        var result = await _sessions.AskAsync(operation, async (session, stop) =>
        {
            found = await SessionSurvey.LookAsync(session, names, stop).ConfigureAwait(false);
            return CheckResult.Pass();
        }, cancellationToken).ConfigureAwait(false);
        return result.Passed ? found! : new() { Failure = result.Detail };
    }
}
