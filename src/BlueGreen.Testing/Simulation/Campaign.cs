using System.Collections.Concurrent;
using System.Globalization;
using BlueGreen.Machine;

namespace BlueGreen.Testing.Simulation;

/// <summary>Many runs side by side, and what they covered.</summary>
internal sealed class Campaign
{
    private readonly ConcurrentDictionary<string, long> _counts = [];
    private readonly ConcurrentBag<SimulationResult> _broken = [];

    /// <summary>The runs that broke an invariant, by seed; at most a few are kept.</summary>
    public IReadOnlyList<SimulationResult> Broken => [.. _broken.OrderBy(result => result.Seed)];

    public long Runs => Count("runs");

    /// <summary>Late calls beyond what can be promised without a fence.</summary>
    public long Residual => Count("residual");

    public IEnumerable<FaultKind> NeverStruck => Enum.GetValues<FaultKind>().Where(kind => Count($"fault {kind}") == 0);

    public void RunSeeds(ulong from, ulong count, Mechanism off, CancellationToken cancellationToken) =>
        Parallel.For(
            (long)from,
            (long)(from + count),
            new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount },
            (seed, loop) =>
            {
                Add(SimulationRunner.Run((ulong)seed, off));
                if (_broken.Count >= 10)
                {
                    loop.Stop();
                }
            });

    public void Add(SimulationResult result)
    {
        Rise("runs");
        Rise("residual", result.Residual);
        Rise("steps", result.Steps);
        Rise($"outcome {result.Outcome?.ToString() ?? "none"}");
        foreach (var (_, fault, _) in result.Faults)
        {
            Rise($"fault {fault.Kind}");
        }

        foreach (var entry in result.Journal)
        {
            Rise($"event {entry.Event.GetType().Name}");
        }

        if (result.Broken is not null)
        {
            _broken.Add(result);
        }
    }

    /// <summary>Outcomes, faults and events, each with how often.</summary>
    public string Coverage() => string.Join('\n', _counts
        .GroupBy(pair => pair.Key.Split(' ')[0], pair => (Name: pair.Key.Split(' ')[^1], pair.Value))
        .OrderBy(group => group.Key)
        .Select(group => $"{group.Key}: {string.Join(", ", group.OrderBy(item => item.Name).Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Name} {item.Value}")))}"));

    private long Count(string name) => _counts.GetValueOrDefault(name);

    private void Rise(string name, long by = 1) => _counts.AddOrUpdate(name, by, (_, value) => value + by);
}
