namespace BlueGreen.Testing.Simulation;

/// <summary>Says what goes wrong, and when.</summary>
internal interface IFaultScript
{
    /// <summary>Whether something goes wrong with a call that is about to leave.</summary>
    Fault? Next(IoKind call, TimeSpan elapsed);

    /// <summary>What goes wrong by itself.</summary>
    IEnumerable<(TimeSpan At, Fault Fault)> Scheduled { get; }
}
