using BlueGreen.Postgres.Connections;
using Npgsql;

namespace BlueGreen.Postgres.Checking;

/// <summary>Asks in read-only sessions, for as long as there is time. Failures are answers.</summary>
internal sealed class ReadOnlySessions(NpgsqlDataSource source, TimeSpan timeout, DatabaseName database, TimeProvider clock)
{
    /// <summary>How much later than the server the client gives up, so that the server's own answer comes first.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public async Task<CheckResult> AskAsync(OperationContext operation, Func<NpgsqlConnection, CancellationToken, Task<CheckResult>> ask, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        cancellationToken.ThrowIfCancellationRequested();
        var limit = Shorter(timeout, operation.TimeLeft * 0.7);
        using var patience = new CancellationTokenSource(Shorter(limit + Grace, operation.TimeLeft * 0.9), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var result = await ReadOnlySession.RunAsync(source, limit, ask, either.Token).ConfigureAwait(false);
            return result with { Detail = $"{result.Detail} ({database})" };
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return CheckResult.Fail($"{database} did not answer within {limit}. Look after the server, or give the check more time.");
        }
        catch (Exception exception) when (CheckFailure.Concerns(exception))
        {
            return CheckResult.Fail(CheckFailure.Describe(exception, limit, database));
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => other > TimeSpan.Zero && other < one ? other : one;
}
