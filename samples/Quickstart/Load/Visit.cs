namespace Quickstart.Load;

/// <summary>How one request went.</summary>
/// <param name="Version">The release that answered; null when none did: the connection failed, or the router itself had to answer.</param>
/// <param name="IsBad">Whether the release answered with a server error.</param>
internal readonly record struct Visit(string? Version, bool IsBad)
{
    /// <summary>The storefront puts this header on all its answers; the router does not.</summary>
    private const string Mark = "x-storefront-version";

    public static Visit Unanswered => default;

    public static Visit Of(HttpResponseMessage response) =>
        response.Headers.TryGetValues(Mark, out var versions) ? new(versions.First(), (int)response.StatusCode >= 500) : Unanswered;
}
