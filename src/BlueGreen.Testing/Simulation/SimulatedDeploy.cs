namespace BlueGreen.Testing.Simulation;

internal sealed class SimulatedDeploy(int step, Deployment deployment)
{
    public int Step => step;

    public Deployment Deployment => deployment;

    public bool IsDone { get; set; }

    public bool IsCancelled { get; set; }
}
