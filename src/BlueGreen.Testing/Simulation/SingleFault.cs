namespace BlueGreen.Testing.Simulation;

/// <summary>Exactly one fault at one call.</summary>
internal sealed class SingleFault(IoKind call, int position, FaultKind kind, TimeSpan length) : IFaultScript
{
    private int _seen;

    public bool HasStruck { get; private set; }

    public IEnumerable<(TimeSpan At, Fault Fault)> Scheduled => [];

    public Fault? Next(IoKind next, TimeSpan elapsed)
    {
        if (next != call || _seen++ != position)
        {
            return null;
        }

        HasStruck = true;
        return new Fault(0, kind, length);
    }
}
