namespace BlueGreen.Testing.Conformance;

/// <summary>What the kit of <see cref="IMetricsSource"/> needs besides the source.</summary>
public abstract class MetricsSourceFixture : ConformanceFixture
{
    /// <summary>The deployment that is live. Default: <c>blue</c>.</summary>
    public virtual DeploymentId Blue => new("blue");

    /// <summary>The candidate. Default: <c>green</c>.</summary>
    public virtual DeploymentId Green => new("green");

    /// <summary>The rate of errors among the observations that <see cref="ObserveAsync"/> makes. Default: <c>error_rate</c>.</summary>
    public virtual MetricName Rate => new("error_rate");

    /// <summary>Makes a source; called again, it makes one as another process would, which reads the same measurements.</summary>
    /// <param name="cancellationToken">Stops making it.</param>
    public abstract Task<IMetricsSource> CreateAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Lets observations of a deployment reach the source; returns when the next reading counts them. Default: false, and the checks that need it are reported as exempted.
    /// </summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="observations">How many: requests, jobs, whatever <see cref="Rate"/> counts.</param>
    /// <param name="errors">How many of them failed.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>Whether they were made.</returns>
    public virtual Task<bool> ObserveAsync(DeploymentId deployment, int observations, int errors, CancellationToken cancellationToken) => Task.FromResult(false);
}
