using System.Collections.Immutable;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Tracing;

/// <summary>Sessions that are in the middle of writing a table, each one of them: as an application is.</summary>
internal sealed class HoldingWriters : IAsyncDisposable
{
    private readonly List<NpgsqlConnection> _writers = [];

    public static async Task<HoldingWriters> BeginAsync(TraceSession session, ImmutableArray<string> tables, CancellationToken cancellationToken)
    {
        var writers = new HoldingWriters();
        try
        {
            foreach (var table in tables)
            {
                var writer = await session.AnotherAsync(cancellationToken).ConfigureAwait(false);
                writers._writers.Add(writer);
                await writer.ExecuteAsync(new($"begin; lock table only {table} in row exclusive mode", commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
            }

            return writers;
        }
        catch
        {
            await writers.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The writer for which a session waits; null where it waits for none.</summary>
    public async Task<NpgsqlConnection?> FindBlockingAsync(NpgsqlConnection sampler, int pid, CancellationToken cancellationToken)
    {
        var blocking = await sampler.ExecuteScalarAsync<int[]>(new("select pg_blocking_pids(@pid)", new { pid }, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        return _writers.Find(writer => blocking?.Contains(writer.ProcessID) == true);
    }

    public async Task ReleaseAsync(NpgsqlConnection writer)
    {
        _writers.Remove(writer);
        await writer.DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in _writers)
        {
            await writer.DisposeAsync().ConfigureAwait(false);
        }

        _writers.Clear();
    }
}
