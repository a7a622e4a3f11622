using System.Net.Http.Headers;

namespace BlueGreen.Netlify.Api;

/// <summary>Reads <c>Link</c> (RFC 8288).</summary>
internal static class LinkHeader
{
    /// <summary>Where the next page is; null on the last.</summary>
    public static Uri? Next(HttpResponseHeaders headers, Uri asked)
    {
        if (!headers.TryGetValues("Link", out var values))
        {
            return null;
        }

        foreach (var link in values.SelectMany(value => value.Split('<', StringSplitOptions.RemoveEmptyEntries)))
        {
            var end = link.IndexOf('>', StringComparison.Ordinal);
            if (end > 0 && IsNext(link[(end + 1)..]) && Uri.TryCreate(asked, link[..end], out var next))
            {
                return next;
            }
        }

        return null;
    }

    private static bool IsNext(string parameters) => parameters.Split(';', ',')
        .Select(parameter => parameter.Split('=', 2))
        .Any(parameter => parameter.Length == 2 && parameter[0].Trim().Equals("rel", StringComparison.OrdinalIgnoreCase)
            && parameter[1].Trim().Trim('"').Split(' ').Contains("next", StringComparer.OrdinalIgnoreCase));
}
