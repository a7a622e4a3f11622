namespace BlueGreen.Health;

/// <summary>The leave to have probes under way. Its end makes room for others.</summary>
internal readonly struct ProbePlace(ProbeWheel wheel, int probes, long begun) : IDisposable
{
    public int Probes => probes;

    /// <summary>The tick in which the probes began.</summary>
    public long Begun => begun;

    public void Dispose() => wheel.Leave(this);
}
