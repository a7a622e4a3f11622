using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace BlueGreen.Benchmarks.Migrations.Stalls;

/// <summary>Four readers and two writers of single rows, each on a connection of its own, one operation after another, as pgbench does it.</summary>
internal sealed class Load : IAsyncDisposable
{
    private const int Readers = 4;
    private const int Writers = 2;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Operation> _operations = [];
    private readonly string _database;
    private readonly int _rows;
    private readonly Task _running;

    private Load(string database, int rows)
    {
        (_database, _rows) = (database, rows);
        _running = Task.WhenAll(
            Enumerable.Range(0, Readers + Writers).Select(i => Task.Run(() => RunAsync(i < Readers ? "select balance from account where id = $1" : "update account set balance = balance + 1 where id = $1", i >= Readers, i))));
    }

    /// <summary>Starts it, and returns when a second of it has passed.</summary>
    public static async Task<Load> StartAsync(string database, int rows)
    {
        var load = new Load(database, rows);
        await Task.Delay(TimeSpan.FromSeconds(1));
        return load;
    }

    /// <summary>What was felt of something.</summary>
    public async Task<Felt> DuringAsync(Func<Task> something)
    {
        var began = Stopwatch.GetTimestamp();
        await something();
        var took = Stopwatch.GetElapsedTime(began);

        // What was held up ends only now.
        await Task.Delay(TimeSpan.FromSeconds(0.5));
        return Felt.Of([.. _operations.Where(one => one.End >= began)], took);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(string sql, bool writes, int seed)
    {
        // CA5394: which row is read is no secret.
#pragma warning disable CA5394
        var random = new Random(seed);
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        var id = new NpgsqlParameter<int>();
        command.Parameters.Add(id);
        await command.PrepareAsync();
        while (!_stop.IsCancellationRequested)
        {
            id.TypedValue = random.Next(_rows) + 1;
            var began = Stopwatch.GetTimestamp();
            await command.ExecuteNonQueryAsync();
            _operations.Add(new(writes, began, Stopwatch.GetTimestamp()));
        }
#pragma warning restore CA5394
    }
}
