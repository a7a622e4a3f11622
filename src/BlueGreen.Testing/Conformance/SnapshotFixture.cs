namespace BlueGreen.Testing.Conformance;

/// <summary>What the kit of <see cref="ISnapshotProvider"/> needs besides the provider: something to record.</summary>
public abstract class SnapshotFixture : ConformanceFixture
{
    /// <summary>Makes a provider; called again, it makes one as another process would.</summary>
    /// <param name="cancellationToken">Stops making it.</param>
    public abstract Task<ISnapshotProvider> CreateAsync(CancellationToken cancellationToken);
}
