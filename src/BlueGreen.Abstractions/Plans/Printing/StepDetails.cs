namespace BlueGreen.Plans.Printing;

/// <summary>What a step's name does not say.</summary>
internal static class StepDetails
{
    public static IEnumerable<string> Of(PlanStep step, PlanDescription plan) => step switch
    {
        CheckStep checks => checks.Checks.Select(Of),
        GateStep gate => Of(gate),
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

    private static IEnumerable<string> Of(GateStep gate)
    {
        yield return gate.Check is DelegateCheck check && check.Name == gate.Name ? "gate: bound code" : $"gate: {Of(gate.Check)}";
        if (gate.CompareWith is { } baseline)
        {
            yield return $"compare with {baseline}";
        }

        if (gate.OnFailure == GateFailure.FinishWithoutContract)
        {
            yield return "or finish without contract";
        }
    }

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
