using System.Collections.Immutable;
using BlueGreen.Plans;

namespace BlueGreen;

/// <summary>A plan was refused by <see cref="RolloutBuilder.Build"/>. It lists everything that is wrong, so that one look is enough.</summary>
public sealed class InvalidPlanException : BlueGreenException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="application">The plan's application.</param>
    /// <param name="problems">What is wrong, at least one.</param>
    public InvalidPlanException(string application, ImmutableArray<PlanProblem> problems)
        : base(Describe(application, problems)) => Problems = problems;

    /// <summary>What is wrong: first the plan, its roles and its rules, then the steps in their order.</summary>
    public ImmutableArray<PlanProblem> Problems { get; }

    private static string Describe(string application, ImmutableArray<PlanProblem> problems)
    {
        var count = problems.Length == 1 ? "1 problem" : $"{problems.Length} problems";
        return $"The plan for '{application}' has {count}:\n{string.Join('\n', problems.Select(problem => $"  - {problem}"))}";
    }
}
