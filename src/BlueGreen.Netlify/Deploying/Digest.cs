using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace BlueGreen.Netlify.Deploying;

/// <summary>Digests as Netlify wants them.</summary>
internal static class Digest
{
    [SuppressMessage("Security", "CA5350", Justification = "Netlify identifies files by SHA-1; nothing is secured by it.")]
    public static string OfFile(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA1.HashData(content));

    [SuppressMessage("Security", "CA5350", Justification = "Netlify identifies files by SHA-1; nothing is secured by it.")]
    public static async Task<string> OfFileAsync(Stream content, CancellationToken cancellationToken) =>
        Convert.ToHexStringLower(await SHA1.HashDataAsync(content, cancellationToken).ConfigureAwait(false));

    public static string OfFunction(ReadOnlySpan<byte> zip) => Convert.ToHexStringLower(SHA256.HashData(zip));

    public static async Task<string> OfFunctionAsync(Stream zip, CancellationToken cancellationToken) =>
        Convert.ToHexStringLower(await SHA256.HashDataAsync(zip, cancellationToken).ConfigureAwait(false));
}
