using BlueGreen.Postgres.Migrations;
using BlueGreen.Postgres.Migrations.Reverting;

namespace BlueGreen.Postgres.Tests.Migrations;

/// <summary>Reverts as somebody does who confirms whatever the plan says.</summary>
internal static class Reverts
{
    public static async Task<StepReport> RevertAsync(this PostgresMigrationRunner runner, string migration, CancellationToken cancellationToken)
    {
        var plan = await runner.PlanRevertAsync(migration, cancellationToken);
        return await runner.RevertAsync(plan, plan.Confirm(), cancellationToken);
    }

    public static RevertConfirmation Confirm(this RevertPlan plan) => new(plan.Token, "ada", "it was wrong") { WithoutBackup = "a test" };
}
