using Npgsql;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>
/// Commands of one transaction that go to the server together wherever nobody has to know the answer of one to send the next: a round trip costs more than a small statement. One that fails keeps
/// those behind it from running, the commit included.
/// </summary>
internal sealed class Pipeline(NpgsqlConnection connection, NpgsqlTransaction transaction)
{
    private readonly List<PipelinedCommand> _waiting = [];

    public NpgsqlTransaction Transaction => transaction;

    public Pipeline Add(params IEnumerable<PipelinedCommand> commands)
    {
        _waiting.AddRange(commands);
        return this;
    }

    /// <summary>Sends what was added, and returns when all of it is done.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        if (_waiting is [])
        {
            return;
        }

        PipelinedCommand[] sent = [.. _waiting];
        _waiting.Clear();
        var batch = new NpgsqlBatch(connection, transaction) { Timeout = 0 };
        await using (batch.ConfigureAwait(false))
        {
            Array.ForEach(sent, one => batch.BatchCommands.Add(one.Command));
            try
            {
                await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException answer) when (Failed(sent)?.Explain?.Invoke(answer) is { } reason)
            {
                throw reason;
            }
        }
    }

    /// <summary>The first that the server did not complete.</summary>
    private static PipelinedCommand? Failed(PipelinedCommand[] sent) => Array.Find(sent, one => one.Command.StatementType == StatementType.Unknown);
}
