using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify.Tests.Fixtures;

/// <summary>What is left at the site.</summary>
internal static class Traces
{
    public static async Task<IReadOnlyList<NetlifyDeploy>> DeploysAsync(Emulated emulated, CancellationToken cancellationToken)
    {
        var deploys = new List<NetlifyDeploy>();
        await foreach (var deploy in emulated.Connect().Client.ListDeploysAsync(cancellationToken))
        {
            deploys.Add(deploy);
        }

        return deploys;
    }
}
