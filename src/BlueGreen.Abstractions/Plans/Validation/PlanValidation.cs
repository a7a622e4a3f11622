using System.Collections.Immutable;
using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Finds everything that is wrong with a draft.</summary>
internal static class PlanValidation
{
    private static readonly ImmutableArray<Func<PlanDraft, IEnumerable<PlanProblem>>> Validators =
    [
        ApplicationValidator.Find,
        StatementValidator.Find,
        RoleValidator.Find,
        SourceValidator.Find,
        SamplingValidator.Find,
        ProbeValidator.Find,
        RuleValidator.Find,
        ThresholdValidator.Find,
        HealthTriggerValidator.Find,
        ComparisonTriggerValidator.Find,
        RollbackValidator.Find,
        RetentionValidator.Find,
        RequirementValidator.Find,
        NameValidator.Find,
        DeadlineValidator.Find,
        CheckValidator.Find,
        DelegateValidator.Find,
        CommandValidator.Find,
        SecretValidator.Find,
        BaselineValidator.Find,
        SnapshotValidator.Find,
        MigrationValidator.Find,
        DeploymentValidator.Find,
        ShiftValidator.Find,
        BakeValidator.Find,
        CertificationValidator.Find,
        ComparisonValidator.Find,
        ApprovalValidator.Find,
        FinishValidator.Find,
        PromotionValidator.Find,
        EdgeValidator.Find,
        PointOfNoReturnValidator.Find,
        PrecedingValidator.Find,
    ];

    /// <summary>All problems: first those of the plan, its roles and rules, then those of the steps in their order.</summary>
    public static ImmutableArray<PlanProblem> Problems(PlanDraft draft) =>
        [.. Validators.SelectMany(find => find(draft)).OrderBy(problem => problem.Step)];
}
