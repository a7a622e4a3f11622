using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BlueGreen.NetlifyEmulator.Requests;

/// <summary>The body of a request, read to its end while its digests are made.</summary>
internal static class HashedBody
{
    public static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var content = new MemoryStream((int)(context.Request.ContentLength ?? 0));
        await context.Request.Body.CopyToAsync(content, context.RequestAborted);
        var bytes = content.Capacity == content.Length ? content.GetBuffer() : content.ToArray();
        var request = context.Features.GetRequiredFeature<RecordedRequest>();
        request.Size = bytes.Length;
#pragma warning disable CA5350 // Netlify names files by SHA-1.
        request.Sha1 = Convert.ToHexStringLower(SHA1.HashData(bytes));
#pragma warning restore CA5350
        request.Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return bytes;
    }
}
