using BlueGreen.Postgres.Schema;
using Npgsql;

namespace BlueGreen.Postgres.Connections;

/// <summary>Makes calls of the database: on a connection of the pool, with failures that say what they mean, repeated only where that is harmless.</summary>
internal sealed class DatabaseCalls(NpgsqlDataSource source, SchemaKeeper schema, DatabaseName database, TimeProvider clock)
{
    private const int Attempts = 3;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    /// <summary>A call that may be made twice: a read, or a write of what is there already the second time.</summary>
    public Task<T> ReadAsync<T>(string what, Func<NpgsqlConnection, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        RunAsync(what, isHarmless: true, call, cancellationToken);

    /// <summary>A call whose outcome is unknown when its answer is lost. Only what comes before it is repeated.</summary>
    public Task<T> WriteAsync<T>(string what, Func<NpgsqlConnection, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        RunAsync(what, isHarmless: false, call, cancellationToken);

    private async Task<T> RunAsync<T>(string what, bool isHarmless, Func<NpgsqlConnection, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var wasSent = false;
            try
            {
                await schema.EnsureAsync(cancellationToken).ConfigureAwait(false);
                var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    wasSent = true;
                    return await call(connection, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (DatabaseFailure.Concerns(exception))
            {
                cancellationToken.ThrowIfCancellationRequested();
                ForgetBroken(exception);
                var failure = DatabaseFailure.Translate(exception, what, database, isUnknown: wasSent && !isHarmless);
                if (attempt == Attempts || !failure.IsTransient || (wasSent && !isHarmless && !DatabaseFailure.IsRolledBack(exception)))
                {
                    throw failure;
                }
            }

            await Task.Delay(FirstPause * Math.Pow(4, attempt - 1), clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Where one connection broke, the others of the pool most likely did, too.</summary>
    private void ForgetBroken(Exception exception)
    {
        if (DatabaseFailure.BreaksConnections(exception))
        {
            source.Clear();
        }
    }
}
