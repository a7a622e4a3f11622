using NetlifyPostgres.Plans;

namespace NetlifyPostgres.Tooling;

/// <summary>The router that users come through, before the permalinks of the deploys.</summary>
internal static class RouterProgram
{
    public static async Task<int> RunAsync(Place place)
    {
        await using var app = Create(place);
        await app.StartAsync();
        Console.WriteLine($"The exams are at {place.LiveUrl}.");
        await app.WaitForShutdownAsync();
        return ExitCode.Done;
    }

    public static WebApplication Create(Place place)
    {
        Directory.CreateDirectory(place.Folder);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(place.RouterUrl.ToString());
        builder.Services.AddBlueGreenSqliteJournal(place.Store);
        builder.Services.AddBlueGreenYarpRouter(ExamPlans.Application, router => router.RouterName = "edge");
        var app = builder.Build();
        app.MapBlueGreenRouterMetrics();
        app.MapBlueGreenRouter();
        return app;
    }
}
