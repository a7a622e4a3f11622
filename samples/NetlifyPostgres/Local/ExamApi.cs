using System.Globalization;
using Dapper;
using Npgsql;

namespace NetlifyPostgres.Local;

/// <summary>
/// The API behind a deploy's functions, in a process of its own, so that its memory and processor time are its own as well. It has connections of its own to its site's database, under the name by which the
/// deploy is known there; only attempts ask the database.
/// </summary>
internal static class ExamApi
{
    /// <summary>The variable that holds the connection string: arguments can be read by everybody on the machine.</summary>
    public const string Database = "EXAMS_DATABASE";

    /// <summary>Runs until its standard input ends, as it does when the world has ended, however that did. Its address is the first line that it writes.</summary>
    public static async Task<int> RunAsync(string deploy, string text)
    {
        var release = LocalRelease.Parse(text);
        var trouble = new Trouble(release.Defect);
        await using var database = Connect(deploy);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);   // standard output is for the address
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(context => context.Request.Path.Value switch
        {
            "/metrics" => context.Response.WriteAsync(Figures()),
            "/api/attempts/submit" => SubmitAsync(context, database, release, trouble),
            var path => context.Response.WriteAsJsonAsync(new { status = "ok", handler = path!.Split('/')[2], version = release.Version }),
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static async Task SubmitAsync(HttpContext context, NpgsqlDataSource database, LocalRelease release, Trouble trouble)
    {
        if (await trouble.StrikesAsync(context.RequestAborted))
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await context.Response.WriteAsync("The attempt was lost.");
            return;
        }

        var query = context.Request.Query;
        var given = new { exam = int.Parse(query["exam"]!), student = int.Parse(query["student"]!), result = int.Parse(query["score"]!) };
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        var kept = await connection.QuerySingleAsync<(long Id, int Score)>(
            $"insert into exam_attempts (exam_id, student_id, {release.Column}) values (@exam, @student, @result) returning id, {release.Column}", given);
        await context.Response.WriteAsJsonAsync(new { id = kept.Id, score = kept.Score, version = release.Version });
    }

    /// <summary>What the client libraries for Prometheus tell of a process, under their names.</summary>
    private static string Figures() => string.Create(CultureInfo.InvariantCulture, $"""
        # TYPE process_resident_memory_bytes gauge
        process_resident_memory_bytes {Environment.WorkingSet}
        # TYPE process_cpu_seconds_total counter
        process_cpu_seconds_total {Environment.CpuUsage.TotalTime.TotalSeconds}

        """);

    /// <summary>Without traffic its connections go, as they must before a contract.</summary>
    private static NpgsqlDataSource Connect(string deploy) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable(Database))
    {
        ApplicationName = $"exams {deploy}",
        MinPoolSize = 0,
        MaxPoolSize = 10,
        ConnectionIdleLifetime = 1,
        ConnectionPruningInterval = 1,
    });
}
