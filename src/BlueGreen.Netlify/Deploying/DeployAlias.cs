using System.Security.Cryptography;
using System.Text;
using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify.Deploying;

/// <summary>Makes an alias that Netlify can serve: it takes any, and answers 404 under those that are no host labels.</summary>
internal static class DeployAlias
{
    private const int Longest = 37;
    private const int LongestLabel = 63;
    private const int Mark = 6;

    private static readonly string[] UsualProductionBranches = ["main", "master"];

    /// <summary>Lower-case letters, digits and <c>-</c>; at most 37, and with the site's name at most 63. Longer ones end with a digest of the whole.</summary>
    /// <exception cref="ProviderException">Nothing is left, or it is the production branch, which would publish at once.</exception>
    public static string Make(string template, Release release, NetlifySiteInfo site, string? productionBranch)
    {
        var text = ReleaseToken.Resolve(template, release);
        var longest = Math.Min(Longest, LongestLabel - 2 - (site.Name?.Length ?? 0));
        var alias = Shorten(Slug(text), text, longest);
        if (alias.Length == 0 || longest <= Mark)
        {
            throw ProviderException.Permanent(
                $"The alias '{text}' cannot be used at site {site.Name}: {(longest <= Mark ? "the site's name leaves no room for it in a host label of 63 characters; shorten the name" : "it has no letters and digits; change NetlifyOptions.Alias")}.");
        }

        var production = productionBranch ?? site.BuildSettings?.RepoBranch;
        if (production is null ? UsualProductionBranches.Contains(alias) : alias == Slug(production) || text == production)
        {
            throw ProviderException.Permanent(
                $"The alias '{alias}' is the name of the production branch of site {site.Name}: Netlify would publish the deploy at once. Change NetlifyOptions.Alias, or name the branch in NetlifyOptions.ProductionBranch.");
        }

        return alias;
    }

    public static string Slug(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }

    private static string Shorten(string slug, string text, int longest)
    {
        if (slug.Length <= longest || longest <= Mark)
        {
            return slug;
        }

        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Mark];
        return $"{slug[..(longest - Mark - 1)].TrimEnd('-')}-{mark}";
    }
}
