using System.Security.Claims;
using BlueGreen;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Acme;

internal static class Tool
{
    public static WebApplication Build(string[] args)
    {
        // <snippet host>
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddBlueGreenYarpRouter("storefront");
        builder.Services.AddSingleton(new ChildProcessEnvironment(Command.Run("./storefront", "--version", ReleaseToken.Version)));
        builder.Services.AddBlueGreen()
            .AddRollout("storefront", (_, services) => StorefrontPlans.Standard(services));
        builder.Services.AddAuthorization(options => options.AddPolicy("operators", policy => policy.RequireRole("operator")));

        var app = builder.Build();
        var tool = app.MapGroup("/tool").RequireAuthorization("operators");
        tool.MapPost("/deploy/{version}", (string version, ClaimsPrincipal user, IRolloutClient rollouts) =>
            rollouts.StartAsync("storefront", new Release(version), new() { By = user.Identity?.Name }));
        tool.MapPost("/rollouts/{id}/rollback", (RolloutId id, RollbackRequest request, ClaimsPrincipal user, IRolloutClient rollouts) =>
            rollouts.RollBackAsync(id, Rollback.Immediate, by: user.Identity?.Name ?? "an operator", request.Reason, request.Incident));
        app.MapBlueGreenRouter();   // everything else is the storefront's
        // </snippet>

        return app;
    }
}

// <snippet host>
internal sealed record RollbackRequest(string Reason, string? Incident);
// </snippet>
