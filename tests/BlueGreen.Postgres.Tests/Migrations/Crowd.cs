using System.Collections.Immutable;
using Npgsql;

namespace BlueGreen.Postgres.Tests.Migrations;

/// <summary>Four readers and two writers of table <c>t</c>, one operation after another, until they are disposed.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    public const int Size = 6;
    private const int Readers = 4;

    private readonly CancellationTokenSource _stop;
    private readonly long[] _counts = new long[Size];
    private readonly Task _running;

    public Crowd(MigratedDatabase database, int rows, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _running = Task.WhenAll(Enumerable.Range(0, Size).Select(i => Task.Run(() => RunAsync(database, rows, i), CancellationToken.None)));
    }

    /// <summary>How many operations each has done.</summary>
    public ImmutableArray<long> Counts => [.. Enumerable.Range(0, Size).Select(i => Interlocked.Read(ref _counts[i]))];

    /// <summary>Waits until each has done two more: the second began later.</summary>
    public async Task UntilEachHasPassedAsync(ImmutableArray<long> before)
    {
        while (Counts.Zip(before).Any(pair => pair.First < pair.Second + 2))
        {
            if (_running.IsCompleted)
            {
                await _running;
            }

            await Task.Delay(5, _stop.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(MigratedDatabase database, int rows, int number)
    {
        await using var connection = await database.ConnectAsync(number < Readers ? "reader" : "writer");
        var sql = number < Readers ? "select a from t where id = $1" : "update t set a = a + 1 where id = $1";
        for (var i = number; !_stop.IsCancellationRequested; i += 7919)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0, Parameters = { new NpgsqlParameter<int> { TypedValue = (i % rows) + 1 } } };
            await command.ExecuteNonQueryAsync(CancellationToken.None);
            Interlocked.Increment(ref _counts[number]);
        }
    }
}
