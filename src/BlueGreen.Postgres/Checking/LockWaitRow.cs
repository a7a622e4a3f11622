namespace BlueGreen.Postgres.Checking;

/// <summary>A session that waits for a lock.</summary>
internal sealed class LockWaitRow
{
    public required int Pid { get; init; }

    public string? Application { get; init; }

    public required string Mode { get; init; }

    public required string Target { get; init; }

    public required double Seconds { get; init; }

    public string? Blockers { get; init; }

    public override string ToString() => FormattableString.Invariant($"pid {Pid} ({Application}) has waited {Seconds:0.#} s for {Mode} on {Target}, behind {Blockers ?? "somebody who is gone"}");
}
