using BlueGreen.Plans;

namespace BlueGreen.Machine;

/// <summary>How a rollback goes that a person asks for.</summary>
internal static class PlannedRollback
{
    extension(PlanDescription plan)
    {
        /// <summary>The plan's own stages where <see cref="Rollback.Gradual"/> is asked for, which names none; at once where nothing is said; else what was asked for.</summary>
        public RollbackStrategy Resolve(RollbackStrategy? asked) =>
            asked is null ? Rollback.Immediate
            : asked == Rollback.Gradual ? plan.GradualRollback
            : asked;
    }
}
