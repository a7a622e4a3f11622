namespace DurableHost.Serving;

/// <summary>Drives rollouts of the store until it is stopped, and then hands them over.</summary>
internal static class HostProgram
{
    /// <param name="options">What the command line says.</param>
    /// <param name="change">Changes the services last; for tests.</param>
    public static async Task<int> RunAsync(Options options, Action<IServiceCollection>? change = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.AddStorefront(options);
        builder.Services.AddStore(options);
        builder.Services.AddBlueGreen(blueGreen =>
        {
            blueGreen.HostName = options.Name;
            blueGreen.LeaseDuration = options.Lease;
            blueGreen.ClaimInterval = TimeSpan.FromSeconds(0.2);
        }).AddPlans(options);
        change?.Invoke(builder.Services);
        using var host = builder.Build();
        await host.RunAsync();
        return ExitCode.Done;
    }
}
