using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Benchmarks.Fleets;

/// <summary>One router of the fleet: it follows a register in PostgreSQL, and knows nobody else.</summary>
internal static class FleetRouter
{
    public const string Application = "shop";

    /// <summary>The environment variable that says where the register is.</summary>
    public const string Database = "BLUEGREEN_FLEET_DATABASE";

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddBlueGreenPostgresJournal(Environment.GetEnvironmentVariable(Database)!);
        builder.Services.AddBlueGreenYarpRouter(Application, options => options.Retries = 0);
        await using var app = builder.Build();
        app.MapBlueGreenRouter();
        await Child.ServeAsync(app);
    }
}
