namespace BlueGreen.Plans.Drafting;

/// <summary>The programs that a step runs.</summary>
internal static class StepCommands
{
    public static IEnumerable<Command> Of(PlanStep step) => step switch
    {
        CheckStep checks => checks.Checks.OfType<CommandCheck>().Select(check => check.Command),
        GateStep { Check: CommandCheck check } => [check.Command],
        DeployStep { BuildWith: { } build } => [build],
        _ => [],
    };
}
