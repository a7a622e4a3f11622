namespace BlueGreen.Testing.Simulation;

/// <summary>Nothing goes wrong. Counts the calls.</summary>
internal sealed class NoFaults : IFaultScript
{
    public Dictionary<IoKind, int> Calls { get; } = [];

    public IEnumerable<(TimeSpan At, Fault Fault)> Scheduled => [];

    public Fault? Next(IoKind call, TimeSpan elapsed)
    {
        Calls[call] = Calls.GetValueOrDefault(call) + 1;
        return null;
    }
}
