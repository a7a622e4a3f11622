using System.Collections.Immutable;

namespace BlueGreen.Testing.Simulation;

/// <summary>Exactly these faults, each at one call.</summary>
internal sealed class ScriptedFaults(params ImmutableArray<(IoKind Call, int Position, FaultKind Kind)> faults) : IFaultScript
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(40);

    private readonly Dictionary<IoKind, int> _seen = [];

    public IEnumerable<(TimeSpan At, Fault Fault)> Scheduled => [];

    public Fault? Next(IoKind call, TimeSpan elapsed)
    {
        var position = _seen.GetValueOrDefault(call);
        _seen[call] = position + 1;
        for (var i = 0; i < faults.Length; i++)
        {
            if (faults[i].Call == call && faults[i].Position == position)
            {
                return new Fault(i, faults[i].Kind, Length);
            }
        }

        return null;
    }
}
