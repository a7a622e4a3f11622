using BlueGreen.NetlifyEmulator.Hosting;
using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.NetlifyEmulator.Serving;

/// <summary>Serves what is deployed: which deploy depends on the port, and on a site's own address on the visitor as well.</summary>
internal sealed class SiteServer(NetlifyWorld world)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var target = world.Addresses.Find(context.Connection.LocalPort);
        var (file, call) = world.Read(() => target is null || Choose(context, target) is not { } deploy ? default : (DeployedFiles.Find(deploy, context.Request.Path.Value ?? "/"), FindFunction(deploy, context)));
        if (call is not null)
        {
            await world.Options.RunFunction!(call);
            return;
        }

        if (file is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            context.Response.ContentType = "text/plain";
            await context.Response.WriteAsync("Not Found");
            return;
        }

        await file.WriteAsync(context);
    }

    private FunctionCall? FindFunction(Deploy deploy, HttpContext context) =>
        world.Options.RunFunction is not null && FunctionPaths.Find(deploy, context.Request.Path.Value ?? "/") is { } name
            ? new(deploy.Site.Name, deploy.Id, name, deploy.Site.Blobs[deploy.Functions[name]], context)
            : null;

    private Deploy? Choose(HttpContext context, AddressTarget target)
    {
        if (world.FindSite(target.Site) is not { } site)
        {
            return null;
        }

        return target switch
        {
            { Deploy: { } id } => site.Deploys.Find(deploy => deploy.Id == id && deploy.IsServed),
            { Branch: { } slug } => site.LatestOf(slug),
            _ => Visitors.Choose(world, site, context),
        };
    }
}
