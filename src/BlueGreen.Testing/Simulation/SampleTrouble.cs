namespace BlueGreen.Testing.Simulation;

/// <summary>What goes wrong with one sample.</summary>
internal enum SampleTrouble
{
    None,
    SourceFails,
    OneSourceFails,
    ProberFails,
    NoData,
}
