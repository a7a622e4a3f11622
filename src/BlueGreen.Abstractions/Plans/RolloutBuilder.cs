using BlueGreen.Plans;
using BlueGreen.Plans.Drafting;
using BlueGreen.Plans.Validation;

namespace BlueGreen;

/// <summary>
/// Writes a plan as a chain that reads in the order in which it runs. Roles say who does what; rules hold for the whole rollout, wherever they are
/// stated; steps happen one after the other. Mistakes are collected, and <see cref="Build"/> reports all of them at once.
/// </summary>
/// <remarks>Not thread-safe. Frozen once <see cref="Build"/> has returned a plan: every later call throws <see cref="InvalidOperationException"/>.</remarks>
public sealed partial class RolloutBuilder
{
    private readonly PlanDraft _draft;
    private bool _isBuilt;

    /// <summary>Begins a plan.</summary>
    /// <param name="application">
    /// The application whose traffic moves: letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, at most 63. One rollout per application is active at a time.
    /// </param>
    public RolloutBuilder(string application)
    {
        ArgumentNullException.ThrowIfNull(application);
        _draft = new(application);
    }

    /// <summary>Checks everything that was said and makes the plan.</summary>
    /// <exception cref="InvalidPlanException">Something is wrong with the plan; it lists every problem. The builder may be mended and built again.</exception>
    /// <exception cref="InvalidOperationException">The plan was built already.</exception>
    public RolloutPlan Build()
    {
        ThrowIfBuilt();
        var problems = PlanValidation.Problems(_draft);
        if (!problems.IsEmpty)
        {
            throw new InvalidPlanException(_draft.Application, problems);
        }

        _isBuilt = true;
        return PlanWriter.Write(_draft);
    }

    private RolloutBuilder Say(Action<PlanDraft> statement)
    {
        ThrowIfBuilt();
        statement(_draft);
        return this;
    }

    private RolloutBuilder Then(PlanStep step) => Say(draft => draft.Steps.Add(step));

    private void ThrowIfBuilt()
    {
        if (_isBuilt)
        {
            throw new InvalidOperationException(
                $"The plan for '{_draft.Application}' is built, and its builder is frozen. Make every call before Build(), or begin another plan with new RolloutBuilder(...).");
        }
    }
}
