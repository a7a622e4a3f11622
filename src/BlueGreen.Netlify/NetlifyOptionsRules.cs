using System.ComponentModel.DataAnnotations;

namespace BlueGreen.Netlify;

/// <summary>What attributes cannot say about the options, or cannot say where code is trimmed.</summary>
internal static class NetlifyOptionsRules
{
    public static IEnumerable<ValidationResult> Find(NetlifyOptions options)
    {
        if (options.Token is { } token && string.IsNullOrWhiteSpace(token.Reveal()))
        {
            yield return new("Token is blank. Take it from a variable or a vault, and see that it is there.", [nameof(options.Token)]);
        }

        if (options.BaseAddress is { } address && !IsUsable(address))
        {
            yield return new(
                "BaseAddress must be absolute, https (http for this machine only), and without user, query and fragment: the token goes there.", [nameof(options.BaseAddress)]);
        }

        if (options.CacheTags is { } tags && (tags.Count == 0 || tags.Any(string.IsNullOrWhiteSpace)))
        {
            yield return new("CacheTags is empty or holds an empty tag, which would purge nothing. Name tags, or leave it null to purge everything.", [nameof(options.CacheTags)]);
        }

        foreach (var (name, value) in new[] { (nameof(options.Folder), options.Folder), (nameof(options.Functions), options.Functions) })
        {
            if (value is not null && string.IsNullOrWhiteSpace(value))
            {
                yield return new($"{name} is blank. Name a folder, or leave it null.", [name]);
            }
        }

        if (options.UploadTimeout < TimeSpan.FromSeconds(1) || options.UploadTimeout > TimeSpan.FromMinutes(50))
        {
            yield return new("UploadTimeout must lie between 1 second and 50 minutes.", [nameof(options.UploadTimeout)]);
        }

        if (options.PollInterval < TimeSpan.FromMilliseconds(10) || options.PollInterval > TimeSpan.FromMinutes(1))
        {
            yield return new("PollInterval must lie between 10 ms and 1 minute.", [nameof(options.PollInterval)]);
        }
    }

    private static bool IsUsable(Uri address) =>
        address.IsAbsoluteUri
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0;
}
