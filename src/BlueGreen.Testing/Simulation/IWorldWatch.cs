using BlueGreen.Plans;

namespace BlueGreen.Testing.Simulation;

/// <summary>Is told of everything that takes effect in the world.</summary>
internal interface IWorldWatch
{
    void SplitWritten(OperationContext context, TrafficSplit split, bool isStale);

    void LiveWritten(OperationContext context, Deployment? live, bool isStale);

    void Deployed(OperationContext context, int step, int deployments);

    void StatementRun(OperationContext context, MigrateStep step, string statement, bool isAgain);

    void StepTookEffect(OperationContext context, int step, bool isStale);

    void Retired(OperationContext context, Deployment deployment);
}
