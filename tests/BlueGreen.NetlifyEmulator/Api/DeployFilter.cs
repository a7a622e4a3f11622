using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>The deploys that a list's query asks for, newest first.</summary>
internal static class DeployFilter
{
    public static IReadOnlyList<DeployPayload> Apply(Site site, IQueryCollection query)
    {
        var deploys = Enumerable.Reverse(site.Deploys);
        if (query["branch"].ToString() is { Length: > 0 } branch)
        {
            deploys = deploys.Where(deploy => deploy.Branch == branch);
        }

        if (query["state"].ToString() is { Length: > 0 } state)
        {
            deploys = deploys.Where(deploy => deploy.State == state);
        }

        if (IsAsked(query, "production"))
        {
            deploys = deploys.Where(deploy => deploy.IsForProduction);
        }

        if (IsAsked(query, "deploy-previews"))
        {
            deploys = deploys.Where(deploy => deploy.Context == "deploy-preview");
        }

        if (IsAsked(query, "latest-published"))
        {
            deploys = deploys.Where(deploy => deploy == site.Current);
        }

        return [.. deploys.Select(deploy => DeployPayload.Of(deploy, hasRequired: false))];
    }

    private static bool IsAsked(IQueryCollection query, string name) => query[name] == "true";
}
