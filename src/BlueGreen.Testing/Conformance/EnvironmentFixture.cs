namespace BlueGreen.Testing.Conformance;

/// <summary>What the kit of <see cref="IEnvironmentProvider"/> needs besides the environment.</summary>
public abstract class EnvironmentFixture : ConformanceFixture
{
    /// <summary>A version whose deploy fails, however often it is tried; null when the fixture has none, and the check that needs it is reported as exempted. Default: null.</summary>
    public virtual string? BrokenVersion => null;

    /// <summary>Makes an environment; called again, it makes one as another process would, which acts on the same resource. Nothing is live at first.</summary>
    /// <param name="cancellationToken">Stops making it.</param>
    public abstract Task<IEnvironmentProvider> CreateAsync(CancellationToken cancellationToken);

    /// <summary>The release of a version, for environments that need an artifact. Default: the version alone.</summary>
    /// <param name="version">The version.</param>
    public virtual Release ReleaseOf(string version) => new(version);

    /// <summary>Whether a deployment answers at its address. Default: it answers an HTTP GET, whatever the status.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public virtual async Task<bool> IsAnsweringAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        using var http = new HttpClient();
        try
        {
            using var response = await http.GetAsync(deployment.Url, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Gives a deployment traffic weight where the environment can see it. Default: false, and the checks that need it are reported as exempted.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>Whether it was given.</returns>
    public virtual Task<bool> GiveWeightAsync(Deployment deployment, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Locks a deployment against deletion. Default: false, and the check that needs it is reported as exempted.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>Whether it is locked.</returns>
    public virtual Task<bool> LockAsync(Deployment deployment, CancellationToken cancellationToken) => Task.FromResult(false);
}
