namespace BlueGreen.Testing.Simulation;

/// <summary>A resource that keeps old writers out, as far as it can.</summary>
internal sealed class FencedResource(Fencing fencing, bool isFenceDown)
{
    private WriteToken _kept;
    private WriteToken _highest;

    public long Version { get; private set; }

    public bool Accepts(WriteToken token) => fencing == Fencing.None || isFenceDown || token >= _kept;

    /// <summary>Whether a fenced resource should have refused this token.</summary>
    public bool IsStale(WriteToken token) => fencing != Fencing.None && token < _highest;

    public bool IsComparing => fencing == Fencing.CompareAndSet;

    public void Written(WriteToken token)
    {
        Version++;
        _kept = token;
        _highest = token > _highest ? token : _highest;
    }

    /// <summary>Somebody else writes: no token of ours is kept or lost.</summary>
    public void WrittenByStranger() => Version++;
}
