namespace BlueGreen.Yarp.Routing;

/// <summary>
/// Until when this router may route by what it last told the register. The register is promised a twentieth more than is used, so that clocks of slightly different pace do no harm.
/// </summary>
/// <param name="limit">For how long after it last spoke to the register; null for ever.</param>
/// <param name="clock">Measures it, also while the process is frozen.</param>
internal sealed class RoutingPermit(TimeSpan? limit, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private long _since;
    private bool _isGranted;

    public TimeSpan? Limit => limit;

    public TimeSpan? Promised => limit * 1.05;

    public bool IsValid => limit is null || (Volatile.Read(ref _isGranted) && clock.GetElapsedTime(Volatile.Read(ref _since)) < limit);

    public long Now => clock.GetTimestamp();

    /// <summary>After a look at the register, whose answer is in force.</summary>
    /// <param name="since">When the word that the register has was sent.</param>
    public void Grant(long since)
    {
        lock (_gate)
        {
            Volatile.Write(ref _since, since);
            Volatile.Write(ref _isGranted, true);
        }
    }

    /// <summary>After the register heard of the router in time. One that has run out stays so: the register may have gone on without this router.</summary>
    /// <param name="since">When the word that the register has was sent.</param>
    public void Extend(long since)
    {
        lock (_gate)
        {
            if (IsValid)
            {
                Volatile.Write(ref _since, since);
            }
        }
    }
}
