using System.Collections.Immutable;
using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify.Deploying;

/// <summary>What a site shows of an operation.</summary>
/// <param name="Deploys">Its deploys, the first one first.</param>
/// <param name="Marks">The empty deploys that mark it as settled.</param>
internal sealed record DeployTraces(ImmutableArray<NetlifyDeploy> Deploys, ImmutableArray<NetlifyDeploy> Marks)
{
    public bool IsSettled => !Marks.IsEmpty;

    /// <summary>The deploy that stays when there are several: every process finds the same.</summary>
    public NetlifyDeploy? Kept => Deploys.FirstOrDefault();
}
