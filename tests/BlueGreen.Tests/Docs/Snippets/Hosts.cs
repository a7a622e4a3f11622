using BlueGreen;
using Microsoft.Extensions.DependencyInjection;

namespace Acme;

internal static class Hosts
{
    // <snippet hosts-shared>
    public static BlueGreenBuilder AddStorefront(this BlueGreenBuilder blueGreen) => blueGreen
        .AddRollout("storefront", (_, services) => StorefrontPlans.Standard(services));
    // </snippet>

    public static void AddHost(IServiceCollection services, string connectionString)
    {
        // <snippet hosts>
        // each host
        services.AddBlueGreenPostgresJournal(connectionString);
        services.AddBlueGreen(options =>
        {
            options.HostName = "ann";
            options.LeaseDuration = TimeSpan.FromSeconds(5);
        }).AddStorefront();
        // </snippet>
    }

    public static void AddConsole(IServiceCollection services, string connectionString)
    {
        // <snippet hosts>
        // a console, or a web front
        services.AddBlueGreenPostgresJournal(connectionString);
        services.AddBlueGreenClient().AddStorefront();
        // </snippet>
    }

    public static ChildProcessEnvironment Environment() =>
        // <snippet hosts-processes>
        new(
            Command.Run("./storefront", "--version", ReleaseToken.Version),
            new() { StateDirectory = "/var/lib/storefront", HandOverOnExit = true });
    // </snippet>
}
