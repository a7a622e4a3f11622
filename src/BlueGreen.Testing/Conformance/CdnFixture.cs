namespace BlueGreen.Testing.Conformance;

/// <summary>What the kit of <see cref="ICdn"/> needs besides the provider: a cache to fill and to look into.</summary>
public abstract class CdnFixture : ConformanceFixture
{
    /// <summary>Makes a provider; called again, it makes one as another process would.</summary>
    /// <param name="cancellationToken">Stops making it.</param>
    public abstract Task<ICdn> CreateAsync(CancellationToken cancellationToken);

    /// <summary>Lets the network cache an answer of the application.</summary>
    /// <param name="cancellationToken">Stops filling.</param>
    public abstract Task FillAsync(CancellationToken cancellationToken);

    /// <summary>Whether the network still answers from its cache.</summary>
    /// <param name="cancellationToken">Stops looking.</param>
    public abstract Task<bool> IsCachedAsync(CancellationToken cancellationToken);
}
