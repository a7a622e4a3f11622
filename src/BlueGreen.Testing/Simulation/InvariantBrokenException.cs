namespace BlueGreen.Testing.Simulation;

/// <summary>A run did what no run may do.</summary>
internal sealed class InvariantBrokenException(string invariant, string detail) : Exception($"{invariant}: {detail}")
{
    public string Invariant => invariant;
}
