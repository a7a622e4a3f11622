using System.Collections.Immutable;
using BlueGreen.Analysis;
using BlueGreen.Analysis.Comparing;
using BlueGreen.Events;
using BlueGreen.Plans;
using BlueGreen.Signals;

namespace BlueGreen.Machine;

/// <summary>What a driver has seen since it took over: volatile, and unknown to the next one.</summary>
internal sealed record Observations
{
    public static Observations None { get; } = new();

    /// <summary>The process incarnation that drives.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The epoch that came with its lease.</summary>
    public long Epoch { get; init; }

    /// <summary>Which of the plan's bindings differ from those that the rollout was started with; null when none do.</summary>
    public string? BindingsProblem { get; init; }

    public ImmutableArray<OperationView> Operations { get; init; } = [];

    public Reading<TrafficSplit>? Split { get; init; }

    public Reading<Deployment?>? Live { get; init; }

    public bool SplitReadRunning { get; init; }

    public bool LiveReadRunning { get; init; }

    public TriggerWatch Watch { get; init; } = TriggerWatch.Empty;

    /// <summary>How green compares with blue.</summary>
    public ComparisonWatch Comparison { get; init; } = ComparisonWatch.None;

    public BakeProgress Bake { get; init; } = BakeProgress.Empty;

    /// <summary>How blue answers its health probes.</summary>
    public BlueWatch Blue { get; init; } = BlueWatch.Unknown;

    public SourceHealth Sources { get; init; } = SourceHealth.Good;

    public ImmutableArray<InboxEntry> Inbox { get; init; } = [];

    /// <summary>What the simulator takes away; nothing in production.</summary>
    public Mechanism Off { get; init; }

    public bool Lacks(Mechanism mechanism) => (Off & mechanism) != 0;

    /// <summary>The first rule, in the plan's order, that has tripped; one that asks for an immediate rollback before a gradual one.</summary>
    public TriggerTripped? FindTripped(PlanDescription plan)
    {
        TriggerTripped? gradual = null;
        foreach (var rule in plan.Triggers)
        {
            if ((rule is ComparisonTrigger comparison ? Comparison.FindTripped(comparison) : Watch.FindTripped(rule, Off)) is { } tripped)
            {
                if (rule.Strategy.IsImmediate)
                {
                    return tripped;
                }

                gradual ??= tripped;
            }
        }

        return gradual;
    }

    public OperationView ViewOf(OperationId id)
    {
        foreach (var view in Operations)
        {
            if (view.Id == id)
            {
                return view;
            }
        }

        return new(id);
    }

    public Observations With(OperationView view)
    {
        for (var i = 0; i < Operations.Length; i++)
        {
            if (Operations[i].Id == view.Id)
            {
                return this with { Operations = Operations.SetItem(i, view) };
            }
        }

        return this with { Operations = Operations.Add(view) };
    }
}
