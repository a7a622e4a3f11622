using BlueGreen.NetlifyEmulator.World;

namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>The branches that may take part in a split test: those of a linked repository, and never a deploy that the official command-line tool made under an alias.</summary>
internal static class DeployedBranches
{
    /// <returns>Each branch with its newest ready deploy, the production branch with the published one.</returns>
    public static IReadOnlyList<(string Branch, Deploy Deploy)> Of(Site site)
    {
        if (!site.HasBranchDeploys)
        {
            return [];
        }

        var others = site.Deploys
            .Where(deploy => deploy is { State: DeployState.Ready, Branch: not null, IsForProduction: false } && deploy.Source != "cli")
            .GroupBy(deploy => deploy.Branch!)
            .Select(branch => (branch.Key, branch.Last()));
        return [.. site.Current is { } current ? [(site.ProductionBranch, current)] : Array.Empty<(string, Deploy)>(), .. others];
    }

    public static object Describe((string Branch, Deploy Deploy) branch)
    {
        var address = branch.Deploy.BranchAddress ?? branch.Deploy.Site.Address;
        return new { branch.Deploy.Id, DeployId = branch.Deploy.Id, Name = branch.Branch, Slug = Branches.Slug(branch.Branch), Url = address, SslUrl = address };
    }
}
