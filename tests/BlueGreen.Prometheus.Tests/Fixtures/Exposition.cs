using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace BlueGreen.Prometheus.Tests.Fixtures;

/// <summary>
/// What Prometheus scrapes native histograms in: messages of io.prometheus.client, each with its length before it. Only what these tests need of the format, field by field.
/// </summary>
internal static class Exposition
{
    public const string ContentType = "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

    private const int Histogram = 4;

    /// <summary>One histogram of one version.</summary>
    /// <param name="name">The metric.</param>
    /// <param name="version">The value of its label version.</param>
    /// <param name="schema">How fine its buckets are: bucket i ends at 2^(i / 2^schema).</param>
    /// <param name="buckets">Observations of buckets, by their index.</param>
    /// <param name="sum">The sum of all observations.</param>
    public static byte[] Write(string name, string version, int schema, SortedDictionary<int, long> buckets, double sum)
    {
        var histogram = new Message().Number(1, buckets.Values.Sum()).Real(2, sum).Signed(5, schema).Real(6, 1e-128).Number(7, 0);
        var (next, last) = (0, 0L);
        foreach (var (index, _) in buckets)
        {
            histogram.Nested(12, new Message().Signed(1, index - next).Number(2, 1));
            next = index + 1;
        }

        foreach (var count in buckets.Values)
        {
            histogram.Signed(13, count - last);
            last = count;
        }

        var metric = new Message().Nested(1, new Message().Text(1, "version").Text(2, version)).Nested(7, histogram);
        return new Message().Text(1, name).Number(3, Histogram).Nested(4, metric).WithLength();
    }

    /// <summary>A message of protocol buffers under construction.</summary>
    private sealed class Message
    {
        private readonly ArrayBufferWriter<byte> _bytes = new();

        public Message Number(int field, long value) => Varint((ulong)field << 3).Varint((ulong)value);

        public Message Signed(int field, long value) => Number(field, (value << 1) ^ (value >> 63));

        public Message Real(int field, double value)
        {
            Varint(((ulong)field << 3) | 1);
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
            _bytes.Write(bytes);
            return this;
        }

        public Message Text(int field, string value) => Block(field, Encoding.UTF8.GetBytes(value));

        public Message Nested(int field, Message value) => Block(field, value._bytes.WrittenSpan);

        public byte[] WithLength() => [.. new Message().Varint((ulong)_bytes.WrittenCount)._bytes.WrittenSpan, .. _bytes.WrittenSpan];

        private Message Block(int field, ReadOnlySpan<byte> value)
        {
            Varint(((ulong)field << 3) | 2).Varint((ulong)value.Length)._bytes.Write(value);
            return this;
        }

        private Message Varint(ulong value)
        {
            for (; value >= 0x80; value >>= 7)
            {
                _bytes.Write([(byte)(value | 0x80)]);
            }

            _bytes.Write([(byte)value]);
            return this;
        }
    }
}
