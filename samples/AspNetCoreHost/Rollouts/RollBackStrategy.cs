namespace AspNetCoreHost.Rollouts;

internal enum RollBackStrategy
{
    Immediate,
    Gradual,
}
