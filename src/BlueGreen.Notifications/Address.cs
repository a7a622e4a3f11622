namespace BlueGreen.Notifications;

/// <summary>Addresses that options name, and how they are spoken of: without user, password and query, which may hold secrets.</summary>
internal static class Address
{
    public static Uri Check(Uri? url, string option) => url is { IsAbsoluteUri: true, Scheme: "http" or "https" }
        ? url
        : throw new ArgumentException($"{option} is '{(url is null ? "missing" : url.IsAbsoluteUri ? Name(url) : "relative")}', but must be an absolute http or https address.", option);

    public static string Name(Uri url) => $"{url.Scheme}://{url.Authority}";
}
