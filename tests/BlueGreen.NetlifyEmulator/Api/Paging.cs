using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>Pages with a Link header as of RFC 5988: <c>page</c> counts from 1, <c>per_page</c> is at most and by default 100.</summary>
internal static class Paging
{
    private const int Most = 100;

    public static IResult Page<TItem>(HttpContext context, IReadOnlyList<TItem> items)
    {
        var page = Number(context, "page", 1, int.MaxValue);
        var size = Number(context, "per_page", Most, Most);
        var last = Math.Max(1, (items.Count + size - 1) / size);
        var links = new List<string>();
        if (page < last)
        {
            links.Add(Link(context, page + 1, size, "next"));
            links.Add(Link(context, last, size, "last"));
        }

        if (page > 1)
        {
            links.Add(Link(context, 1, size, "first"));
            links.Add(Link(context, page - 1, size, "prev"));
        }

        if (links.Count > 0)
        {
            context.Response.Headers.Link = string.Join(", ", links);
        }

        return Results.Ok(items.Skip((page - 1) * size).Take(size));
    }

    private static int Number(HttpContext context, string name, int standard, int most) =>
        int.TryParse(context.Request.Query[name], CultureInfo.InvariantCulture, out var number) && number > 0 ? Math.Min(number, most) : standard;

    /// <summary>Under the address that the client used, which may be a proxy's.</summary>
    private static string Link(HttpContext context, int page, int size, string relation)
    {
        var query = new QueryBuilder(context.Request.Query.Where(pair => pair.Key is not ("page" or "per_page")).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString())))
        {
            { "page", page.ToString(CultureInfo.InvariantCulture) },
            { "per_page", size.ToString(CultureInfo.InvariantCulture) },
        };
        return $"<{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}{context.Request.Path}{query}>; rel=\"{relation}\"";
    }
}
