using System.Globalization;
using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.NetlifyEmulator.Serving;

/// <summary>
/// Which deploy a visitor of a site's own address sees. In a split test a cookie named <c>nf_ab</c> holds the visitor's number from 0 to 1, or the name of a branch.
/// </summary>
internal static class Visitors
{
    private const string Cookie = "nf_ab";

    public static Deploy? Choose(NetlifyWorld world, Site site, HttpContext context)
    {
        if (site.SplitTests.Find(split => split.IsActive) is not { } split)
        {
            return site.Current;
        }

        var branch = context.Request.Cookies[Cookie] switch
        {
            { } name when !name.Contains('/', StringComparison.Ordinal) && split.Branches.Any(branch => branch.Branch == name) => name,
            { } text when double.TryParse(text, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 1 => split.BranchAt(number),
            _ => split.BranchAt(Draw(world, context)),
        };
        return branch == site.ProductionBranch ? site.Current : site.LatestOf(Branches.Slug(branch));
    }

    private static double Draw(NetlifyWorld world, HttpContext context)
    {
        var number = Math.Round(world.Draws.NextDouble(), 6) % 1;
        context.Response.Cookies.Append(Cookie, number.ToString(CultureInfo.InvariantCulture), new() { Path = "/" });
        return number;
    }
}
