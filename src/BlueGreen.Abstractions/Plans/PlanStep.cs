using System.Text.Json.Serialization;

namespace BlueGreen.Plans;

/// <summary>One thing that a rollout does, in the order of the plan.</summary>
/// <param name="Name">Unique within the plan.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "step")]
[JsonDerivedType(typeof(CheckStep), "check")]
[JsonDerivedType(typeof(BackUpStep), "backUp")]
[JsonDerivedType(typeof(ConsistencyStep), "consistency")]
[JsonDerivedType(typeof(MigrateStep), "migrate")]
[JsonDerivedType(typeof(DeployStep), "deploy")]
[JsonDerivedType(typeof(ProbeStep), "probe")]
[JsonDerivedType(typeof(GateStep), "gate")]
[JsonDerivedType(typeof(WaitStep), "wait")]
[JsonDerivedType(typeof(ShiftStep), "shift")]
[JsonDerivedType(typeof(BakeStep), "bake")]
[JsonDerivedType(typeof(ApprovalStep), "approval")]
[JsonDerivedType(typeof(PromoteStep), "promote")]
[JsonDerivedType(typeof(PointDnsStep), "pointDns")]
[JsonDerivedType(typeof(PurgeCdnStep), "purgeCdn")]
[JsonDerivedType(typeof(VerifyHeaderStep), "verifyHeader")]
[JsonDerivedType(typeof(PointOfNoReturnStep), "pointOfNoReturn")]
[JsonDerivedType(typeof(CustomStep), "custom")]
public abstract record PlanStep(string Name)
{
    /// <summary>When the step is given up, counted from its start; holds do not count.</summary>
    public required TimeSpan Deadline { get; init; }

    /// <summary>What undoes the step on the way back, for people to read; null when there is nothing to undo.</summary>
    [JsonIgnore]
    public abstract string? Compensation { get; }
}
