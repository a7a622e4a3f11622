namespace DurableHost.Serving;

/// <summary>The router that users talk to, in a process of its own: it needs the register, and neither hosts nor plans.</summary>
internal static class RouterProgram
{
    public static async Task<int> RunAsync(Options options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(options.Router.ToString());
        builder.Services.AddStore(options);
        builder.Services.AddBlueGreenYarpRouter(StorefrontPlan.Application, router =>
        {
            router.RouterName = $"{Environment.MachineName}:{options.Router.Port}";   // killed and started again, it is the same router
            router.WithoutRegisterLimit = options.WithoutRegister;
        });
        await using var app = builder.Build();
        app.MapBlueGreenRouterMetrics();   // what the hosts judge by
        app.MapBlueGreenRouter();
        await app.StartAsync();
        Console.WriteLine($"The storefront is at {options.Router}.");
        await app.WaitForShutdownAsync();
        return ExitCode.Done;
    }
}
