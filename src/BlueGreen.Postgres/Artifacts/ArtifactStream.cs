using BlueGreen.Artifacts;

namespace BlueGreen.Postgres.Artifacts;

/// <summary>Reads an artifact part by part, forwards only.</summary>
internal sealed class ArtifactStream(ArtifactRow artifact, ArtifactName name, Func<int, CancellationToken, Task<byte[]?>> readPart) : Stream
{
    private ReadOnlyMemory<byte> _left;
    private int _next;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => artifact.Size;

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        if (_left.IsEmpty && _next < artifact.Parts)
        {
            _left = await readPart(_next, cancellationToken).ConfigureAwait(false)
                ?? throw new IOException($"Artifact {name} was replaced or deleted while it was read. Open it again.");
            _next++;
        }

        var length = Math.Min(buffer.Length, _left.Length);
        _left[..length].CopyTo(buffer);
        _left = _left[length..];
        _position += length;
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
