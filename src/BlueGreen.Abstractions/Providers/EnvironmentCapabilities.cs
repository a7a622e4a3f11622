namespace BlueGreen;

/// <summary>What an environment can do.</summary>
public sealed record EnvironmentCapabilities
{
    /// <summary>How <see cref="IEnvironmentProvider.MakeLiveAsync"/>, <see cref="IEnvironmentProvider.RetireAsync"/> and <see cref="IDeploymentRetention.DeleteAsync"/> keep late writers out. Default: <see cref="Fencing.None"/>.</summary>
    public Fencing Fencing { get; init; } = Fencing.None;
}
