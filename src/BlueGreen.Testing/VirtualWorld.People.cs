using BlueGreen.Signals;

namespace BlueGreen.Testing;

/// <content>What people ask, and when.</content>
public sealed partial class VirtualWorld
{
    private readonly List<(TimeSpan At, Signal Signal)> _signals = [];

    /// <summary>Sends a signal at a moment.</summary>
    /// <param name="time">Counted from the start of the rollout.</param>
    /// <param name="signal">What is asked. An approval that names no step and no fingerprint gets those of the open request.</param>
    public VirtualWorld At(TimeSpan time, Signal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        _signals.Add((time, signal));
        return this;
    }

    /// <summary>Sends a signal at a moment.</summary>
    /// <param name="time">Counted from the start of the rollout.</param>
    /// <param name="kind">What is asked.</param>
    /// <param name="by">Who asks.</param>
    public VirtualWorld At(TimeSpan time, SignalKind kind, string by = "somebody") => At(time, new Signal { Id = $"at-{_signals.Count + 1}", Kind = kind, By = by });
}
