using BlueGreen.Postgres.Sessions;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>Keeps a rollout's contracts back while blue has sessions in the database.</summary>
internal sealed class SessionGate(MigrationSession session, MigrationPhase step)
{
    /// <summary>How much of the step's time may be spent on waiting; the rest is the migrations'.</summary>
    private const double ShareOfTime = 0.8;

    private SessionWait? _wait;

    /// <summary>What was found, for people to read; null where nothing was looked for.</summary>
    public string? Said { get; private set; }

    /// <summary>Waits before the first part, and looks once more before each other.</summary>
    /// <exception cref="ProviderException">Blue's sessions have not gone.</exception>
    public async Task PassAsync(string part, CancellationToken cancellationToken)
    {
        if (session.Options.OldSessions is not { } options || session.Context.Blue is not { } blue)
        {
            return;
        }

        var names = SessionNames.Of(blue, session.Context.Green, options.NameOf);
        if (step == MigrationPhase.Contract)
        {
            await WaitAsync(part, options, names, cancellationToken).ConfigureAwait(false);
        }
        else if (Said is null && (await LookAsync(names, cancellationToken).ConfigureAwait(false)).Blue.IsEmpty)
        {
            Said = $"nobody is called '{names.Blue}', as blue's sessions are to be, so a contract could not tell whether blue has left";
            session.Environment.Logger.BlueIsNotNamed(session.Database, names.Blue);
        }
    }

    private async Task WaitAsync(string part, PostgresSessionOptions options, SessionNames names, CancellationToken cancellationToken)
    {
        var isFirst = _wait is null;
        _wait ??= new(options, names, session.Clock);
        var time = session.Context.TimeLeft * ShareOfTime;
        var result = await _wait.RunAsync(
            stop => LookAsync(names, stop), time < options.Patience ? time : options.Patience, isFirst ? options.QuietFor : TimeSpan.Zero,
            why => session.Environment.Logger.WaitingForSessions(part, session.Database, why), cancellationToken).ConfigureAwait(false);
        Said = result.Passed ? result.Detail : throw ProviderException.Permanent($"Migration {part} was not begun at {session.Database}, and nothing of it was run: {result.Detail}.");
    }

    private Task<SessionSurvey> LookAsync(SessionNames names, CancellationToken cancellationToken)
    {
        session.Context.Boundary(cancellationToken);
        return SessionSurvey.LookAsync(session.Connection, names, cancellationToken);
    }
}
