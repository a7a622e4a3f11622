using System.Collections.Immutable;

namespace BlueGreen.Plans.Drafting;

/// <summary>The steps of a draft, with those that precede others in their places.</summary>
internal sealed record WholeSteps(ImmutableArray<PlanStep> Steps, ImmutableArray<DraftedHandler> Handlers)
{
    public static WholeSteps Of(PlanDraft draft)
    {
        var steps = ImmutableArray.CreateBuilder<PlanStep>();
        var handlers = draft.Handlers.ToImmutableArray().ToBuilder();
        var taken = draft.Steps.Select(step => step.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var step in draft.Steps)
        {
            foreach (var rule in draft.Preceding.Where(rule => rule.Precedes(step)))
            {
                var preceding = rule.At(step);
                preceding = preceding with { Name = PlanDraft.Unused(preceding.Name, taken) };
                taken.Add(preceding.Name);
                steps.Add(preceding);
                handlers.Add(new(preceding.Name, rule.Handler));
            }

            steps.Add(step);
        }

        return new(steps.ToImmutable(), handlers.ToImmutable());
    }
}
