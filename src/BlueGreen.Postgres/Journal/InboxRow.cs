using System.Text.Json;
using BlueGreen.Signals;

namespace BlueGreen.Postgres.Journal;

/// <summary>A signal's row.</summary>
internal sealed record InboxRow
{
    public long Position { get; init; }

    public string Signal { get; init; } = "";

    public InboxEntry Read(RolloutId rollout)
    {
        try
        {
            return new(Position, JsonSerializer.Deserialize(Signal, SignalJsonContext.Default.Signal)!);
        }
        catch (JsonException exception)
        {
            throw ProviderException.Permanent(
                $"Signal {Position} of rollout {rollout} is of a kind that this version does not know, or damaged: {exception.Message} Read it with the BlueGreen version that sent it.", exception);
        }
    }
}
