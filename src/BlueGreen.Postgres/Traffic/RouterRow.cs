using BlueGreen.Traffic;

namespace BlueGreen.Postgres.Traffic;

/// <summary>A router's row.</summary>
internal sealed record RouterRow
{
    public string Router { get; init; } = "";

    public long? Epoch { get; init; }

    public long? Intent { get; init; }

    public DateTime At { get; init; }

    public bool IsSilent { get; init; }

    public RouterAcknowledgement Read() => new(Router, Epoch is { } epoch && Intent is { } intent ? new WriteToken(epoch, intent) : null, new(At)) { IsSilent = IsSilent };
}
