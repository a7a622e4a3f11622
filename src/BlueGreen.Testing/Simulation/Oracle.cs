using BlueGreen.Analysis;
using BlueGreen.Driving;
using BlueGreen.Journal;
using BlueGreen.Plans;

namespace BlueGreen.Testing.Simulation;

internal sealed partial class Oracle(Simulation simulation) : IWorldWatch
{
    public void Handled(SimulatedHost host, DriverCore driver) { _ = simulation; }
    public void Decided(SimulatedHost host, DriverCore driver, DriverRequest request) { }
    public void Sampled(DriverCore driver, Sample sample) { }
    public void Claimed(Lease lease) { }
    public void Appended(AppendRequest? request, JournalEntry entry) { }
    public void Stepped() { }
    public void SplitWritten(OperationContext context, TrafficSplit split, bool isStale) { }
    public void LiveWritten(OperationContext context, Deployment? live, bool isStale) { }
    public void Deployed(OperationContext context, int step, int deployments) { }
    public void StatementRun(OperationContext context, MigrateStep step, string statement, bool isAgain) { }
    public void StepTookEffect(OperationContext context, int step, bool isStale) { }
    public void Retired(OperationContext context, Deployment deployment) { }
}
