namespace BlueGreen.Plans.Validation;

/// <summary>Addresses that can be asked over HTTP.</summary>
internal static class WebAddress
{
    public const string Remedy = "Give an absolute address that begins with http:// or https://.";

    public static bool IsUsable(Uri url) => url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
}
