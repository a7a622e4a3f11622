using System.Collections.Immutable;
using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify.Deploying;

/// <summary>Where a deploy answers. Addresses are read from answers and never put together.</summary>
internal static class DeployAddress
{
    /// <summary>The deploy as a deployment: at its permalink, with its alias as an endpoint.</summary>
    /// <exception cref="ProviderException">The deploy has no identifier or no address.</exception>
    public static Deployment ToDeployment(this NetlifyDeploy deploy, string site)
    {
        var permalink = Read(deploy.Links?.Permalink) ?? Read(deploy.DeploySslUrl) ?? Read(deploy.DeployUrl);
        if (deploy.Id is not { Length: > 0 } id || permalink is null)
        {
            throw ProviderException.Transient($"Netlify's answer about deploy {deploy.Id ?? "(no id)"} of site {site} names no identifier or no address where it is served. It is asked again.");
        }

        var alias = Read(deploy.Links?.Alias);
        return new()
        {
            Id = new(id),
            Version = DeployTitle.VersionOf(deploy),
            Url = permalink,
            Endpoints = alias is null || alias == permalink ? ImmutableSortedDictionary<string, Uri>.Empty : ImmutableSortedDictionary<string, Uri>.Empty.Add("alias", alias),
        };
    }

    private static Uri? Read(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) ? uri : null;
}
