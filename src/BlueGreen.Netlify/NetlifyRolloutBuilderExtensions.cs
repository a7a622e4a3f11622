using BlueGreen.Netlify;

namespace BlueGreen;

/// <summary>Says that releases are deployed to a Netlify site.</summary>
public static class NetlifyRolloutBuilderExtensions
{
    /// <summary>
    /// Deploys to the site, and takes it for snapshots of the deployment and the variables and for purges, with a DNS zone in its options also for DNS records. Who divides the traffic is said with
    /// <see cref="RolloutBuilder.Traffic"/>: a <see cref="NetlifyTrafficRouter"/>, or a router of one's own in front of the permalinks.
    /// </summary>
    /// <param name="builder">The plan. Providers that it was given before with <see cref="RolloutBuilder.Services"/> are asked first.</param>
    /// <param name="site">The site, which outlives the plan.</param>
    public static RolloutBuilder UseNetlify(this RolloutBuilder builder, NetlifySite site)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(site);
        builder.Environment(new NetlifyEnvironment(site)).Services(new NetlifySnapshots(site), new NetlifyCdn(site));
        return site.Options.DnsZone is null ? builder : builder.Services(new NetlifyDns(site));
    }
}
