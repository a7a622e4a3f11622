namespace BlueGreen.Plans.Printing;

/// <summary>What a step's name does not say.</summary>
internal static class StepDetails
{
    public static IEnumerable<string> Of(PlanStep step, PlanDescription plan) => step switch
    {
        CheckStep checks => checks.Checks.Select(Of),
        GateStep { Check: DelegateCheck check } gate when check.Name == gate.Name => ["gate: bound code"],
        GateStep { CompareWith: { } baseline } gate => [$"gate: {Of(gate.Check)}", $"compare with {baseline}"],
        GateStep gate => [$"gate: {Of(gate.Check)}"],
        ConsistencyStep => ["consistency: bound code"],
        BackUpStep backUp => [string.Join(", ", backUp.Snapshots).ToLowerInvariant()],
        DeployStep { BuildWith: { } build } => [$"built with {build}"],
        MigrateStep { RevertOnRollback: false, Phase: MigrationPhase.Expand } => [],
        BakeStep bake => Of(bake, plan),
        ApprovalStep { OnExpiry: Expiry.RollBack } => ["or roll back"],
        ApprovalStep { OnExpiry: Expiry.FinishWithoutContract } => ["or finish without contract"],
        VerifyHeaderStep verify => [$"at {verify.Url}"],
        CustomStep custom => custom.Settings.Select(setting => $"{setting.Key}: {setting.Value}"),
        _ => [],
    };

    private static string Of(CheckDescription check) => check switch
    {
        CommandCheck command when command.Name == $"{command.Command}" => $"run {command.Command}",
        CommandCheck command => $"{command.Name}: run {command.Command}",
        _ => check.Name,
    };

    private static IEnumerable<string> Evidence(BakeStep bake, PlanDescription plan)
    {
        var units = bake.Requiring.Select(condition => condition.Unit).Concat(bake.Compare?.Rules.Select(rule => rule.Unit) ?? [])
            .Concat(plan.Triggers.OfType<ThresholdTrigger>().Select(trigger => trigger.Condition.Condition.Unit)).ToArray();
        if (units.Contains(MetricUnit.Rate))
        {
            yield return $"{bake.MinimumRequests} requests for rates";
        }

        if (units.Contains(MetricUnit.Seconds))
        {
            yield return $"{bake.MinimumTimes} requests for times";
        }
    }

    private static IEnumerable<string> Of(BakeStep bake, PlanDescription plan)
    {
        yield return $"measure {(bake.Until is null ? "" : "at least ")}{bake.Duration.ToText()}{(bake.OnInconclusive == Inconclusive.Hold ? ", hold when inconclusive" : "")}";
        if (bake.Until is { } until)
        {
            yield return $"until green is shown to be {until}";
        }

        if (!bake.Requiring.IsEmpty)
        {
            yield return $"require {string.Join(", ", bake.Requiring)}";
        }

        if (bake.Compare is { } compare)
        {
            yield return $"compare with blue: worse when {compare}";
        }

        if (Evidence(bake, plan).ToArray() is { Length: > 0 } evidence)
        {
            yield return $"on at least {string.Join(", ", evidence)}";
        }
    }
}
