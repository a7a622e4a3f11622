using System.Text;

namespace BlueGreen.Commands;

/// <summary>Keeps the last part of what several streams say, in the order of arrival. Thread-safe.</summary>
internal sealed class OutputTail(int capacity)
{
    private const int FirstSize = 8192;

    private readonly Lock _gate = new();
    private byte[] _ring = new byte[Math.Min(capacity, FirstSize)];
    private long _total;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            Grow(_total + bytes.Length);
            var kept = bytes.Length > capacity ? bytes[^capacity..] : bytes;
            _total += bytes.Length - kept.Length;
            var at = (int)(_total % capacity);
            var first = kept[..Math.Min(kept.Length, capacity - at)];
            first.CopyTo(_ring.AsSpan(at));
            kept[first.Length..].CopyTo(_ring);
            _total += kept.Length;
        }
    }

    /// <summary>What is kept, as UTF-8 text that begins with a whole character.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            if (_total <= capacity)
            {
                return Encoding.UTF8.GetString(_ring, 0, (int)_total);
            }

            var at = (int)(_total % capacity);
            ReadOnlySpan<byte> bytes = [.. _ring.AsSpan(at), .. _ring.AsSpan(0, at)];
            while (!bytes.IsEmpty && IsInsideCharacter(bytes[0]))
            {
                bytes = bytes[1..];
            }

            return Encoding.UTF8.GetString(bytes);
        }
    }

    /// <summary>Most programs say little: room is made as it is needed. Until there is room for all, nothing has wrapped around.</summary>
    private void Grow(long needed)
    {
        if (needed > _ring.Length && _ring.Length < capacity)
        {
            Array.Resize(ref _ring, (int)Math.Min(capacity, Math.Max(needed, 2L * _ring.Length)));
        }
    }

    private static bool IsInsideCharacter(byte value) => (value & 0b1100_0000) == 0b1000_0000;
}
