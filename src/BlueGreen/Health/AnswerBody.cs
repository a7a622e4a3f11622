using System.Buffers;
using System.Collections.Immutable;

namespace BlueGreen.Health;

/// <summary>Reads an answer to its end, which is when its connection is free again.</summary>
internal static class AnswerBody
{
    private const int Usual = 4 * 1024;
    private const int Longest = 64 * 1024;

    /// <summary>The details of the body if it is JSON and not too long to be read as such, else none. Of other bodies no more is read than of JSON.</summary>
    public static async ValueTask<ImmutableSortedDictionary<string, string>> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var isJson = IsJson(content);
        var buffer = ArrayPool<byte>.Shared.Rent(Usual);
        try
        {
            for (int length = 0, read = -1; length <= Longest; length += read)
            {
                buffer = isJson && length == buffer.Length ? Grow(buffer) : buffer;
                read = await stream.ReadAsync(isJson ? buffer.AsMemory(length) : buffer, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    return isJson ? AnswerDetails.Of(buffer.AsSpan(0, length)) : AnswerDetails.None;
                }
            }

            return AnswerDetails.None;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static bool IsJson(HttpContent content) =>
        content.Headers.ContentType?.MediaType is { } type
        && (type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
}
