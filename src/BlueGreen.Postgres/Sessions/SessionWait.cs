namespace BlueGreen.Postgres.Sessions;

/// <summary>Looks again and again until blue has had no session for a while, or there is no time left.</summary>
internal sealed class SessionWait(PostgresSessionOptions options, SessionNames names, TimeProvider clock)
{
    private bool _expectsGreen = options.ExpectGreen && names.Green is not null;

    /// <param name="look">Looks once.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="quietFor">How long none may have been seen.</param>
    /// <param name="said">Hears why there is something to wait for, the first time.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<CheckResult> RunAsync(Func<CancellationToken, Task<SessionSurvey>> look, TimeSpan patience, TimeSpan quietFor, Action<string>? said, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        for (long? quietSince = null; ;)
        {
            var survey = await look(cancellationToken).ConfigureAwait(false);
            _expectsGreen &= survey.Green == 0;
            var why = survey.WhyNot(names, _expectsGreen);
            quietSince = why is not null ? null : quietSince ?? clock.GetTimestamp();
            if (quietSince is { } since && clock.GetElapsedTime(since) >= quietFor)
            {
                return CheckResult.Pass($"blue has no session: nobody is called '{names.Blue}'{(survey.Green > 0 ? $", {survey.Green} are called '{names.Green}'" : "")}");
            }

            if (clock.GetElapsedTime(began) >= patience)
            {
                return CheckResult.Fail($"waited {patience.TotalSeconds:0.#} s; {why ?? $"blue has had no session for less than {quietFor.TotalSeconds:0.#} s"}");
            }

            if (why is not null)
            {
                said?.Invoke(why);
                said = null;
            }

            await Task.Delay(options.LookEvery, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
