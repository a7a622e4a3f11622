using BlueGreen.Artifacts;
using BlueGreen.Sqlite.Connections;
using Microsoft.Data.Sqlite;

namespace BlueGreen.Sqlite.Artifacts;

/// <summary>Reads an artifact piece by piece, in one snapshot, on a connection of its own.</summary>
internal sealed class ArtifactStream : Stream
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _command;
    private readonly SqliteDataReader _chunks;
    private readonly string _path;
    private ReadOnlyMemory<byte> _rest;
    private long _position;

    private ArtifactStream(SqliteConnection connection, long id, string path)
    {
        _connection = connection;
        _path = path;
        _command = connection.CreateCommand();
        _command.CommandText = ArtifactSql.Chunks;
        _command.Bind([("$artifact", id)]);
        _chunks = _command.ExecuteReader();
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <returns>Null when there is none of that name.</returns>
    public static ArtifactStream? Open(DatabaseFile file, ArtifactName name)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = file.Open();
            connection.Run(SqliteSession.Snapshot);
            using var find = connection.CreateCommand();
            find.CommandText = ArtifactSql.Find;
            find.Bind([("$owner", name.Owner), ("$name", name.Name)]);
            if (find.ExecuteScalar() is long id)
            {
                var stream = new ArtifactStream(connection, id, file.Path);
                connection = null;
                return stream;
            }

            return null;
        }
        catch (SqliteException exception)
        {
            throw SqliteFaults.Translate(exception, file.Path);
        }
        finally
        {
            connection?.Dispose();
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (_rest.IsEmpty && !buffer.IsEmpty && MoveNext())
        {
            _rest = _chunks.GetFieldValue<byte[]>(0);
        }

        var length = Math.Min(buffer.Length, _rest.Length);
        _rest.Span[..length].CopyTo(buffer);
        _rest = _rest[length..];
        _position += length;
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _chunks.Dispose();
            _command.Dispose();
            _connection.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool MoveNext()
    {
        try
        {
            return _chunks.Read();
        }
        catch (SqliteException exception)
        {
            throw new IOException(SqliteFaults.Translate(exception, _path).Message, exception);
        }
    }
}
