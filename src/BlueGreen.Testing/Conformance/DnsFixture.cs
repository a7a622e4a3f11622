namespace BlueGreen.Testing.Conformance;

/// <summary>What the kit of <see cref="IDns"/> needs besides the provider: a host name and a way to look it up.</summary>
public abstract class DnsFixture : ConformanceFixture
{
    /// <summary>The host name that is pointed. Default: <c>www</c>.</summary>
    public virtual string Host => "www";

    /// <summary>The deployment that is live. Default: one at <c>http://blue.test/</c>.</summary>
    public virtual Deployment Blue { get; } = new() { Id = new("blue"), Version = "1.0.0", Url = new("http://blue.test/") };

    /// <summary>The candidate. Default: one at <c>http://green.test/</c>.</summary>
    public virtual Deployment Green { get; } = new() { Id = new("green"), Version = "2.0.0", Url = new("http://green.test/") };

    /// <summary>Makes a provider; called again, it makes one as another process would.</summary>
    /// <param name="cancellationToken">Stops making it.</param>
    public abstract Task<IDns> CreateAsync(CancellationToken cancellationToken);

    /// <summary>Looks up, at the service itself, where <see cref="Host"/> points; null when nowhere.</summary>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>The host of the deployment's address.</returns>
    public abstract Task<string?> ResolveAsync(CancellationToken cancellationToken);
}
