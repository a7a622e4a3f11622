namespace BlueGreen.Journal;

/// <summary>An application's row in a ledger.</summary>
internal sealed class LedgerApplication
{
    public long Epoch { get; set; }

    public RolloutId? Active { get; set; }

    public Lease? Lease { get; set; }

    public Queue<RolloutId> Queue { get; } = [];

    public Dictionary<string, RolloutId> Keys { get; } = [];
}
