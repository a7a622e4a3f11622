using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BlueGreen.Notifications;

/// <summary>
/// Signatures of webhooks as the Standard Webhooks specification has them: <c>v1,</c> and the base64 of HMAC-SHA256 over identifier, time stamp and body, joined by dots. Libraries for receivers exist
/// in many languages; receivers in .NET can use <see cref="Verify"/>.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The header with the notification's identifier; the same when it is delivered again.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header with the seconds since 1970 at which this delivery was tried.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header with the signature; may hold several, separated by spaces.</summary>
    public const string SignatureHeader = "webhook-signature";

    private const string KeyPrefix = "whsec_";
    private const string Version = "v1,";

    /// <summary>Signs a delivery.</summary>
    /// <param name="secret">What both sides know; see <see cref="WebhookOptions.Secret"/>.</param>
    /// <param name="id">The notification's identifier.</param>
    /// <param name="timestamp">When it is sent.</param>
    /// <param name="body">The body's bytes.</param>
    /// <exception cref="ArgumentException">The secret begins with <c>whsec_</c>, and what follows is no base64.</exception>
    public static string Sign(Secret secret, string id, DateTimeOffset timestamp, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return $"{Version}{Convert.ToBase64String(Compute(secret, id, timestamp.ToUnixTimeSeconds(), body))}";
    }

    /// <summary>Whether a delivery is genuine and not old: what a receiver asks before it believes one. Takes the same time for every wrong signature.</summary>
    /// <param name="secret">What both sides know.</param>
    /// <param name="id">The header <see cref="IdHeader"/>.</param>
    /// <param name="timestamp">The header <see cref="TimestampHeader"/>.</param>
    /// <param name="signature">The header <see cref="SignatureHeader"/>.</param>
    /// <param name="body">The body's bytes, as they came.</param>
    /// <param name="now">The receiver's time.</param>
    /// <param name="tolerance">How far the time stamp may be from it. Default: 5 minutes.</param>
    public static bool Verify(Secret secret, string? id, string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTimeOffset now, TimeSpan? tolerance = null)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (id is null || signature is null || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((double)now.ToUnixTimeSeconds() - seconds) > (tolerance ?? TimeSpan.FromMinutes(5)).TotalSeconds)
        {
            return false;
        }

        var expected = Encoding.ASCII.GetBytes($"{Version}{Convert.ToBase64String(Compute(secret, id, seconds, body))}");
        var genuine = false;
        foreach (var candidate in signature.Split(' '))
        {
            genuine |= CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(candidate));
        }

        return genuine;
    }

    internal static byte[] Key(Secret secret)
    {
        var value = secret.Reveal();
        if (!value.StartsWith(KeyPrefix, StringComparison.Ordinal))
        {
            return Encoding.UTF8.GetBytes(value);
        }

        try
        {
            return Convert.FromBase64String(value[KeyPrefix.Length..]);
        }
        catch (FormatException)
        {
            throw new ArgumentException("The webhook's secret begins with whsec_, but what follows is no base64. Copy it again, or use a text without that prefix.", nameof(secret));
        }
    }

    private static byte[] Compute(Secret secret, string id, long seconds, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.")), .. body];
        return HMACSHA256.HashData(Key(secret), signed);
    }
}
