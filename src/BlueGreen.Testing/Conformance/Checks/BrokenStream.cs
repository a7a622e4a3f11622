namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>Content that breaks off after its first bytes, or hangs there until it is cancelled.</summary>
internal sealed class BrokenStream : Stream
{
    private bool _begun;

    public bool IsEndless { get; init; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_begun && IsEndless)
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return Begin(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Begin(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    private int Begin(Span<byte> buffer)
    {
        if (_begun)
        {
            throw new IOException("The content broke off.");
        }

        _begun = true;
        "partial"u8.CopyTo(buffer);
        return "partial"u8.Length;
    }
}
