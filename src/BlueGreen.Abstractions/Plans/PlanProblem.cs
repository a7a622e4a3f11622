namespace BlueGreen.Plans;

/// <summary>One thing that is wrong with a plan.</summary>
/// <param name="Subject">The step, rule or role, such as <c>step 4 'bake at 10%'</c>.</param>
/// <param name="Fault">What is wrong with it.</param>
/// <param name="Remedy">What to do.</param>
public sealed record PlanProblem(string Subject, string Fault, string Remedy)
{
    /// <summary>The step's number, from 1; 0 for the plan as a whole, its roles and its rules.</summary>
    public int Step { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Subject}: {Fault} {Remedy}";
}
