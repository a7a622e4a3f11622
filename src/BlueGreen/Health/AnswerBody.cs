namespace BlueGreen.Health;

/// <summary>The beginning of an answer's body.</summary>
internal static class AnswerBody
{
    private const int Longest = 64 * 1024;

    /// <summary>The body if it is JSON and not too long to be read as such, else nothing. Of other bodies no more is read than of JSON.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new byte[Longest + 1];
            var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return IsJson(content) && length <= Longest ? buffer.AsMemory(0, length) : default;
        }
    }

    private static bool IsJson(HttpContent content) =>
        content.Headers.ContentType?.MediaType is { } type
        && (type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
}
