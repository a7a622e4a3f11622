using System.Collections.Concurrent;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using BlueGreen.NetlifyEmulator.Serving;
using Dapper;
using Npgsql;

namespace NetlifyPostgres.Local;

/// <summary>
/// What the deployed functions do, in place of their JavaScript: each deploy has connections of its own to its site's database, under the name by which it is known there. Only attempts ask the database.
/// </summary>
internal sealed class ExamFunctions(IReadOnlyDictionary<string, string> databases) : IAsyncDisposable
{
    /// <summary>After how many attempts a defect shows.</summary>
    private const int Warm = 20;

    private readonly ConcurrentDictionary<string, NpgsqlDataSource> _sources = [];
    private readonly ConcurrentDictionary<string, StrongBox<int>> _submits = [];

    public async Task RunAsync(FunctionCall call)
    {
        var release = LocalRelease.Parse(ReadOnlyEntry(call.Archive));
        if (!call.Context.Request.Path.StartsWithSegments("/api/attempts/submit"))
        {
            await call.Context.Response.WriteAsJsonAsync(new { status = "ok", handler = call.Name, version = release.Version });
            return;
        }

        if (Interlocked.Increment(ref Submits(call).Value) > Warm && Random.Shared.NextDouble() < release.Defect)
        {
            call.Context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await call.Context.Response.WriteAsync("The attempt was lost.");
            return;
        }

        await call.Context.Response.WriteAsJsonAsync(await SubmitAsync(call, release));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources.Values)
        {
            await source.DisposeAsync();
        }
    }

    private async Task<object> SubmitAsync(FunctionCall call, LocalRelease release)
    {
        var query = call.Context.Request.Query;
        var given = new { exam = int.Parse(query["exam"]!), student = int.Parse(query["student"]!), result = int.Parse(query["score"]!) };
        await using var connection = await Source(call).OpenConnectionAsync(call.Context.RequestAborted);
        var kept = await connection.QuerySingleAsync<(long Id, int Score)>(
            $"insert into exam_attempts (exam_id, student_id, {release.Column}) values (@exam, @student, @result) returning id, {release.Column}", given);
        return new { id = kept.Id, score = kept.Score, version = release.Version };
    }

    private StrongBox<int> Submits(FunctionCall call) => _submits.GetOrAdd(call.Deploy, _ => new(0));

    /// <summary>Without traffic its connections go, as they must before a contract.</summary>
    private NpgsqlDataSource Source(FunctionCall call) => _sources.GetOrAdd(call.Deploy, deploy => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(databases[call.Site])
    {
        ApplicationName = $"exams {deploy}",
        MinPoolSize = 0,
        MaxPoolSize = 10,
        ConnectionIdleLifetime = 1,
        ConnectionPruningInterval = 1,
    }));

    private static string ReadOnlyEntry(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive), ZipArchiveMode.Read);
        using var reader = new StreamReader(zip.Entries.Single().Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
