using System.Data;
using System.Globalization;
using Npgsql;

namespace BlueGreen.Postgres.Connections;

/// <summary>Works in one transaction that cannot write, sees one state of the data, and has a time limit on the server.</summary>
internal static class ReadOnlySession
{
    public static async Task<T> RunAsync<T>(NpgsqlDataSource source, TimeSpan limit, Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await SetUpAsync(connection, limit, cancellationToken).ConfigureAwait(false);
                var result = await work(connection, cancellationToken).ConfigureAwait(false);

                // Not left to be rolled back: the server counts rollbacks, and people watch them.
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return result;
            }
        }
    }

    private static async Task SetUpAsync(NpgsqlConnection connection, TimeSpan limit, CancellationToken cancellationToken)
    {
        var milliseconds = Math.Max(1, (long)limit.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        var setUp = $"set transaction read only; select set_config('statement_timeout', '{milliseconds}', true), set_config('client_min_messages', 'warning', true)";
        var command = new NpgsqlCommand(setUp, connection) { CommandTimeout = 0 };
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
