namespace BlueGreen.Testing.Simulation;

/// <summary>Something that somebody else changes.</summary>
internal sealed record StrangersChange(TimeSpan At)
{
    public Percentage? GreenWeight { get; init; }

    public bool? MakesGreenLive { get; init; }
}
