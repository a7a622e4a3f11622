namespace BlueGreen.Testing.Simulation;

/// <summary>One thing that goes wrong.</summary>
/// <param name="Number">Its number within the run.</param>
/// <param name="Kind">What.</param>
/// <param name="Length">For how long, where that matters.</param>
internal readonly record struct Fault(int Number, FaultKind Kind, TimeSpan Length);
